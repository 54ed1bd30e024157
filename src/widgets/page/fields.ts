/** Things to set, each with its label. */
import { element } from "./element";

export interface Field<Value> {
  readonly root: HTMLElement;
  value: Value;
}

/** A choice from a list. */
export function choiceField<Value extends string>(
  label: string,
  options: readonly (readonly [value: Value, name: string])[],
  value: Value,
  changed: (value: Value) => void,
): Field<Value> {
  const select = element(
    "select",
    { onchange: () => changed(select.value as Value) },
    ...options.map(([value, name]) => element("option", { value }, name)),
  );
  select.value = value;
  return {
    root: element("label", { class: "field" }, element("span", {}, label), select),
    get value() {
      return select.value as Value;
    },
    set value(value) {
      select.value = value;
    },
  };
}

export interface SliderOptions {
  from: number;
  to: number;
  step: number;
  value: number;
  /** The slider's value as one would write it; it is read aloud so, too. */
  say: (value: number) => string;
}

/** A slider, with its value beside its label. */
export function sliderField(
  label: string,
  options: SliderOptions,
  changed: (value: number) => void,
): Field<number> & { label: string } {
  const { from, to, step, say } = options;
  // No output element: a label would name that instead of the slider.
  const shown = element("span", { class: "number", "aria-hidden": "true" });
  const input = element("input", {
    type: "range",
    min: from,
    max: to,
    step,
    oninput: () => {
      tell();
      changed(Number(input.value));
    },
  });
  const tell = (): void => {
    const value = say(Number(input.value));
    shown.textContent = `= ${value}`;
    input.setAttribute("aria-valuetext", value);
  };
  input.value = String(options.value);
  tell();
  const name = element("span", {}, label);
  return {
    root: element("label", { class: "field" }, element("span", {}, name, " ", shown), input),
    get label() {
      return name.textContent!;
    },
    set label(text) {
      name.textContent = text;
    },
    get value() {
      return Number(input.value);
    },
    set value(value) {
      input.value = String(value);
      tell();
    },
  };
}

/** A number to type; it is taken when it is one within the limits. */
export function numberField(
  label: string,
  { from, to, step, value }: { from: number; to: number; step: number | "any"; value: number },
  changed: (value: number) => void,
): Field<number> & { readonly input: HTMLInputElement } {
  const input = element("input", {
    type: "number",
    min: from,
    max: to,
    step,
    oninput: () => {
      const isNumber = input.value !== "" && input.validity.valid;
      input.setAttribute("aria-invalid", String(!isNumber));
      if (isNumber) changed(Number(input.value));
    },
  });
  input.value = String(value);
  return {
    input,
    root: element("label", { class: "field" }, element("span", {}, label), input),
    get value() {
      return Number(input.value);
    },
    set value(value) {
      input.value = String(value);
      input.setAttribute("aria-invalid", "false");
    },
  };
}

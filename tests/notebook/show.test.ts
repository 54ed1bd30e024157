import { afterEach, expect, test, vi } from "vitest";
import { jupyterDisplay, MimeBundle } from "../../src/display";
import { show } from "../../src/notebook";

const KERNEL = Symbol.for("neural-descent.kernel");
const surroundings = globalThis as { [name: symbol]: unknown; __tslab__?: unknown };
const picture = { [jupyterDisplay]: (): MimeBundle => ({ "text/html": "<b>4</b>", "text/plain": "four" }) };
const slowPicture = { [jupyterDisplay]: () => Promise.resolve({ "text/plain": "later" }) };

afterEach(() => {
  Reflect.deleteProperty(globalThis, KERNEL);
  Reflect.deleteProperty(globalThis, "__tslab__");
  vi.restoreAllMocks();
});

test("in the course's kernel, what says how it is shown is displayed whole", () => {
  const display = vi.fn();
  surroundings[KERNEL] = { version: 1, display };
  expect(show(picture)).toBeUndefined();
  expect(display).toHaveBeenCalledExactlyOnceWith({ "text/html": "<b>4</b>", "text/plain": "four" });
});

test("what takes time to be made is shown when it is there", async () => {
  const display = vi.fn();
  surroundings[KERNEL] = { version: 1, display };
  await show(slowPicture);
  expect(display).toHaveBeenCalledExactlyOnceWith({ "text/plain": "later" });
});

test("under plain tslab its first and richest form is displayed", () => {
  const raw = vi.fn();
  surroundings.__tslab__ = { require: () => ({ display: { raw } }) };
  show(picture);
  expect(raw).toHaveBeenCalledExactlyOnceWith("text/html", "<b>4</b>");
});

test("in a terminal its text is printed", () => {
  const log = vi.spyOn(console, "log").mockReturnValue();
  show(picture);
  expect(log).toHaveBeenCalledExactlyOnceWith("four");
});

test("any other value is printed as it is", () => {
  const log = vi.spyOn(console, "log").mockReturnValue();
  for (const value of [4, "four", null, undefined, { four: 4 }]) {
    show(value);
    expect(log).toHaveBeenLastCalledWith(value);
  }
});

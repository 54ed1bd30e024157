/** How every widget begins in its page: its data, its theme, its height. */
import { element } from "./element";

/**
 * Reads the widget's data and shows what is made of them. An error is shown in its place.
 *
 * @param build makes the widget's elements from its data
 */
export function start<Data>(build: (data: Data, title: string) => (Node | string)[]): void {
  const main = document.getElementById("widget")!;
  const { data, title } = JSON.parse(document.getElementById("data")!.textContent!);
  const heading = element("h2", {}, title);
  try {
    main.replaceChildren(heading, ...build(data as Data, title));
  } catch (error) {
    main.replaceChildren(heading, element("p", { class: "verdict wrong", role: "alert" }, String(error)));
  }
  followTheme();
  tellHeight(main);
}

/** The page around may have a theme of its own; until it says so, the system's is taken, by the style sheet. */
function followTheme(): void {
  window.addEventListener("message", ({ data, source }: MessageEvent) => {
    if (source !== window.parent || data?.neuralDescent !== "theme") return;
    if (data.theme === "light" || data.theme === "dark") document.documentElement.dataset.theme = data.theme;
    else delete document.documentElement.dataset.theme;
    tell(false);
  });
}

let tell = (_isFirst: boolean): void => {};

function tellHeight(main: HTMLElement): void {
  if (window.parent === window) return;
  tell = (isFirst) => {
    const height = main.getBoundingClientRect().height;
    window.parent.postMessage({ neuralDescent: "height", height, isFirst }, "*");
  };
  tell(true);
  new ResizeObserver(() => tell(false)).observe(main);
}

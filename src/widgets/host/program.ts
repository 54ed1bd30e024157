/**
 * Runs in the page around the widgets, once for all of them: tells them the page's theme, gives each frame the height
 * that its widget asks for, and, where the page has the programs, hands them over. It listens to nobody but the
 * widgets' frames.
 */

const installed = Symbol.for("neural-descent.widgets");
/** Here `dist/widgets/<kind>.js` leaves the program of a kind, as a text. */
const programs = Symbol.for("neural-descent.programs");
const surroundings = window as unknown as {
  [installed]?: boolean;
  [programs]?: Record<string, string>;
};

/** Higher than any widget; a frame cannot cover more of the page than this. */
const HIGHEST = 8000;

function frames(): HTMLIFrameElement[] {
  return Array.from(document.querySelectorAll<HTMLIFrameElement>("iframe[data-neural-descent-widget]"));
}

/** JupyterLab says its theme at the body, other pages at an element around; otherwise the system's is taken. */
function themeAround(frame: HTMLElement): "light" | "dark" | undefined {
  const { jpThemeLight: jupyter, theme } =
    frame.closest<HTMLElement>("[data-jp-theme-light], [data-theme]")?.dataset ?? {};
  if (jupyter !== undefined) return jupyter === "true" ? "light" : "dark";
  return theme === "light" || theme === "dark" ? theme : undefined;
}

function tell(frame: HTMLIFrameElement): void {
  const theme = themeAround(frame);
  // A frame lets the page shine through beside its rounded corners if both have the same scheme of colors.
  frame.style.colorScheme = theme ?? "light dark";
  frame.contentWindow?.postMessage({ neuralDescent: "theme", theme }, "*");
}

function handOver(frame: HTMLIFrameElement, name: string): void {
  const known = surroundings[programs];
  if (!known || !Object.hasOwn(known, name)) return; // it asks again when it is told the theme
  frame.contentWindow?.postMessage({ neuralDescent: "program", text: known[name] }, "*");
}

if (!surroundings[installed]) {
  surroundings[installed] = true;
  window.addEventListener("message", ({ data, source }: MessageEvent) => {
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    if (frame === undefined) return;
    if (data?.neuralDescent === "program") handOver(frame, String(data.name));
    if (data?.neuralDescent !== "height") return;
    if (data.isFirst) tell(frame);
    // A page that is not laid out yet has no height.
    if (data.height > 0) frame.style.height = `${Math.min(Math.ceil(data.height), HIGHEST)}px`;
  });
  const watcher = new MutationObserver(() => frames().forEach(tell));
  watcher.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
}
// A widget that was quicker than this program is told now; it answers with its height.
frames().forEach(tell);

export {};

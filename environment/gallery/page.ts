/** The gallery's page: each exhibit is drawn when it comes into sight, in both themes. */
import type { Config, Data, Frame, Layout } from "plotly.js-dist";
import type * as PlotlyLibrary from "plotly.js-dist";

/** What is shown of a specimen: a figure for Plotly, or HTML. */
interface Exhibit {
  name: string;
  text: string;
  plotly?: { data: Data[]; layout: Partial<Layout>; config: Partial<Config>; frames?: Frame[] };
  html?: string;
}

interface Page {
  Plotly: typeof PlotlyLibrary;
  exhibits: Exhibit[];
  showAlone: (i: number, theme: string, width: number) => Promise<HTMLElement>;
}

const page = window as unknown as Page;
const main = document.querySelector("main")!;
const widths = document.querySelector("select")!;

/** An exhibit in a box of its theme and width. */
async function draw(
  { plotly, html = "" }: Exhibit,
  box: HTMLElement,
  theme: string,
  width: number,
): Promise<void> {
  box.className = theme;
  box.style.width = `${width}px`;
  if (plotly) {
    await page.Plotly.newPlot(box, structuredClone(plotly));
  } else {
    const place = document.createElement("div");
    place.innerHTML = html;
    box.dataset.theme = theme;
    box.replaceChildren(place);
    await runScripts(place);
  }
}

/** As JupyterLab does: scripts that come as HTML do not run by themselves. A widget then tells its theme and height. */
async function runScripts(place: HTMLElement): Promise<void> {
  for (const script of place.querySelectorAll("script")) {
    const copy = document.createElement("script");
    copy.textContent = script.textContent;
    script.replaceWith(copy);
  }
  const widget = place.querySelector("iframe");
  if (!widget) return;
  // Its first message says its height, the next that it has taken the theme.
  await new Promise<void>((taken) => {
    window.addEventListener("message", function hear({ source, data }) {
      if (source !== widget.contentWindow || data.isFirst) return;
      window.removeEventListener("message", hear);
      taken();
    });
  });
  await new Promise((drawn) => setTimeout(drawn, 500));
}

function clear(box: HTMLElement): void {
  page.Plotly.purge(box);
  box.replaceChildren();
}

/** For screenshots: one exhibit and nothing else. */
page.showAlone = async (i, theme, width) => {
  document.querySelector("header")!.hidden = true;
  if (main.firstElementChild) clear(main.firstElementChild as HTMLElement);
  const box = document.createElement("div");
  main.replaceChildren(box);
  await draw(page.exhibits[i], box, theme, width);
  return box;
};

function showAll(): void {
  main.replaceChildren();
  for (const exhibit of page.exhibits) {
    const themes = document.createElement("div");
    themes.className = "themes";
    themes.style.minHeight = "400px";
    const boxes = ["light", "dark"].map((theme) => ({ theme, box: document.createElement("div") }));
    themes.append(...boxes.map(({ box }) => box));
    const heading = Object.assign(document.createElement("h2"), { textContent: exhibit.name });
    const text = Object.assign(document.createElement("p"), { textContent: exhibit.text });
    main.append(heading, text, themes);

    const sight = new IntersectionObserver(([{ isIntersecting }]) => {
      for (const { theme, box } of boxes) {
        if (isIntersecting) void draw(exhibit, box, theme, Number(widths.value));
        else if (box.clientHeight > 0) {
          // A browser has few 3-D contexts: what is out of sight gives its own back, and keeps its place.
          themes.style.minHeight = `${themes.clientHeight}px`;
          clear(box);
        }
      }
    });
    sight.observe(themes);
  }
}

if (!location.search.includes("alone")) {
  widths.addEventListener("change", showAll);
  showAll();
}

/** The HTML around a widget: its own document, and the frame in which a page shows it. */
import { programs } from "neural-descent/dist/widgets/programs.cjs.js";
import { asText } from "../wording";
import { style } from "./page/style";

/**
 * A widget's document. Its policy lets it load nothing from anywhere.
 *
 * @param kind the folder of its program
 * @param title shown as text, whatever is in it
 * @param data what the program is given, as JSON
 * @throws Error if the build has made no such program
 */
export function documentOf(kind: string, title: string, data: unknown): string {
  return (
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">${POLICY}` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${asText(title)}</title>` +
    `<style>${style}</style></head><body><main id="widget"></main>` +
    `<script type="application/json" id="data">${inScript(JSON.stringify({ title, data }))}</script>` +
    `${programElement(kind)}</body></html>`
  );
}

/**
 * The frame in which a page shows a document. It is closed off from the page, which it can neither see nor change: a
 * small program beside it (`host`) tells it the page's theme, and gives it the height that it asks for.
 */
export function frameOf(document: string, title: string, height: number): string {
  return (
    `<iframe data-neural-descent-widget title="${inAttribute(title)}" sandbox="allow-scripts allow-forms" allow="clipboard-write" ` +
    `style="display: block; width: 100%; height: ${height}px; border: 0" ` +
    `srcdoc="${inAttribute(document)}"></iframe>${programElement("host")}`
  );
}

/**
 * Takes the programs out of a page that shows widgets, so that all widgets of all pages share one copy of each: an
 * exported site stays small, and a browser loads them once. The programs are the files `dist/widgets/<name>.js`. The
 * page loads them, also from a disk, and hands them to the widgets, which can load nothing themselves.
 *
 * @param html a page, or an output, with widgets in it
 * @param folder where the page finds the programs, such as "../widgets"
 * @returns the page with references to the programs, and their names
 * @example
 * shareWidgetPrograms("<p>none here</p>", "widgets").names; // []
 */
export function shareWidgetPrograms(html: string, folder: string): { html: string; names: string[] } {
  const names = new Set<string>();
  const loaded = (name: string): string => {
    names.add(name);
    return `<script src="${inAttribute(`${folder}/${name}.js`)}"></script>`;
  };
  let kind = "";
  const shared = html.replace(
    /<script data-program=("|&quot;)([\w-]+)\1>[^]*?<\/script>/g,
    (_, quote: string, name: string) => {
      // Beside a frame stands the host's program; within it, as an attribute, that of the widget.
      if (quote === '"') return loaded(kind) + loaded(name);
      kind = name;
      return inAttribute(`<script>${askFor(name)}</script>`);
    },
  );
  return { html: shared, names: [...names] };
}

/** What a widget does that is without its program: it asks the page, and again whenever it hears of it. */
function askFor(name: string): string {
  const question = `{ neuralDescent: "program", name: "${name}" }`;
  return (
    `{ const ask = () => parent.postMessage(${question}, "*"); ` +
    `const hear = ({ source, data }) => { if (source !== parent || !data?.neuralDescent) return; ` +
    `if (data.neuralDescent !== "program") return ask(); removeEventListener("message", hear); ` +
    `document.body.append(Object.assign(document.createElement("script"), { textContent: data.text })); }; ` +
    `addEventListener("message", hear); ask(); }`
  );
}

const POLICY =
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; ` +
  `style-src 'unsafe-inline'; img-src data:; form-action 'none'">`;

function programElement(name: string): string {
  const program = programs[name];
  if (program === undefined) {
    throw new Error(
      `expected a program for ${JSON.stringify(name)} in dist/widgets/, found none: run npm run build`,
    );
  }
  return `<script data-program="${name}">${program}</script>`;
}

/** JSON that cannot end the element in which it stands. */
function inScript(json: string): string {
  return json.replace(/</g, "\\u003c");
}

function inAttribute(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
}

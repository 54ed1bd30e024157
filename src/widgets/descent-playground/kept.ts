import { asNumber } from "../../wording";
import { button, element } from "../page/element";
import type { Walk } from "./walk";

/** The colors of paths, by the theme's names for them: of the present one, and of those that are kept. */
export const NOW = "--orange";
const COLORS = ["--purple", "--green", "--ink"];

/** A path that stays on the map, to compare others with. */
export interface Kept {
  walk: Walk;
  /** By which method, with which rate. */
  name: string;
  color: string;
}

/** A path's color on the map, which is the same in both themes. */
export function mapColor(color: string): string {
  return { "--orange": "#c04a00", "--purple": "#a3326f", "--green": "#00795a" }[color] ?? "#1b1f24";
}

/** The paths that are kept, with a table of them. */
export class Keeper {
  readonly root = element("div", { hidden: true });
  paths: Kept[] = [];
  private readonly rows = element("tbody");

  /** @param changed is told when all are forgotten */
  constructor(changed: () => void) {
    const head = ["kept", "steps", "cost C"].map((name) => element("th", { scope: "col" }, name));
    this.root.append(
      element("table", { class: "compared" }, element("thead", {}, element("tr", {}, ...head)), this.rows),
      element(
        "div",
        { class: "row" },
        button("Forget them", () => {
          this.forget();
          changed();
        }),
      ),
    );
  }

  get isFull(): boolean {
    return this.paths.length === COLORS.length;
  }

  keep(walk: Walk, name: string): void {
    const color = COLORS[this.paths.length];
    this.paths.push({ walk, name, color });
    this.root.hidden = false;
    this.rows.append(
      element(
        "tr",
        {},
        element(
          "th",
          { scope: "row" },
          element("span", { class: "swatch", style: `background: var(${color})` }),
          name,
        ),
        element("td", { class: "number" }, String(walk.costs.length - 1)),
        element("td", { class: "number" }, asNumber(walk.costs[walk.costs.length - 1])),
      ),
    );
  }

  forget(): void {
    this.paths = [];
    this.rows.replaceChildren();
    this.root.hidden = true;
  }
}

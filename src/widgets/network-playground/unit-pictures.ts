import type { Network } from "../../network";
import { button, element } from "../page/element";
import { colorsOf, gridOf, Range, Unit } from "./regions";

/** A picture's pixels across and up. */
const TILE = 24;

/** For each hidden unit a small picture of its activation over the plane, layer by layer. Pressed, it goes on the map. */
export class UnitPictures {
  readonly root = element("div");
  /** The unit that is on the map. */
  chosen: Unit | undefined;
  private pictures: { unit: Unit; toggle: HTMLButtonElement; canvas: HTMLCanvasElement }[] = [];

  /** @param changed is told when another unit is chosen, or none */
  constructor(private readonly changed: () => void) {}

  /** Another network. */
  begin({ sizes }: Network): void {
    this.chosen = undefined;
    const hidden = sizes.slice(1, -1);
    const layers = hidden.map((size, k) =>
      Array.from({ length: size }, (_, number) => this.pictureOf({ layer: k + 2, number })),
    );
    this.pictures = layers.flat();
    this.root.replaceChildren(
      ...layers.map((pictures, k) => {
        const name = `Layer ${k + 2}`;
        const toggles = pictures.map(({ toggle }) => toggle);
        const label = `${name}, what its units see`;
        return element(
          "div",
          { class: "units", role: "group", "aria-label": label },
          element("span", { class: "quiet" }, name),
          element("span", {}, ...toggles),
        );
      }),
      ...(hidden.length === 0 ? [element("p", { class: "quiet" }, "There are none.")] : []),
    );
  }

  /** The network as it is now. */
  show(network: Network, range: Range): void {
    const pass = network.forward(gridOf(range, TILE));
    for (const { unit, canvas } of this.pictures) {
      const context = canvas.getContext("2d")!;
      const image = context.createImageData(TILE, TILE);
      colorsOf(pass.a(unit.layer), unit.number).forEach((color, i) => image.data.set(color, 4 * i));
      context.putImageData(image, 0, 0);
    }
  }

  private pictureOf(unit: Unit): (typeof this.pictures)[number] {
    const canvas = element("canvas", { width: TILE, height: TILE });
    const choose = (): void => {
      this.chosen = this.chosen === unit ? undefined : unit;
      for (const { unit, toggle } of this.pictures)
        toggle.setAttribute("aria-pressed", String(unit === this.chosen));
      this.changed();
    };
    const label = `Unit ${unit.number + 1} of layer ${unit.layer} on the map`;
    const toggle = button("", choose, { "aria-label": label, title: label, "aria-pressed": "false" });
    toggle.append(canvas);
    return { unit, toggle, canvas };
  }
}

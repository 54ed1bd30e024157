import { element } from "../page/element";
import type { InkPoint } from "./normalize";

/** The pad's side, in its own units, and half the width of its pen. */
const SIDE = 280;
export const PEN = 11;

/** The canvas's pixels for one of the pad's units: enough for screens with small pixels. */
const FINENESS = 2;

/** How far an arrow key moves the pen. */
const STRIDE = 14;

const HELP =
  "Drawing pad. Draw with mouse, finger or pen; or move the pen with the arrow keys, " +
  "put it down and lift it with the space bar.";

/** The sheet that one draws on: white ink on black, as MNIST has it. */
export class Pad {
  readonly canvas = element("canvas", {
    ...{ width: SIDE * FINENESS, height: SIDE * FINENESS, class: "pad" },
    ...{ tabindex: 0, role: "application", "aria-label": HELP },
  });
  strokes: InkPoint[][] = [];
  private readonly context = this.canvas.getContext("2d")!;
  private isDown = false;
  private pen: InkPoint = { x: SIDE / 2, y: SIDE / 4 };
  /** An image that was loaded instead of drawn. */
  private image: ArrayLike<number> | undefined;

  /**
   * @param drawn is told when ink has been added
   * @param lifted is told when a stroke is done
   */
  constructor(
    private readonly drawn: () => void,
    private readonly lifted: () => void,
  ) {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.begin(this.placeOf(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return;
      const events = event.getCoalescedEvents?.() ?? [];
      for (const { clientX, clientY } of events.length > 0 ? events : [event])
        this.extend(this.placeOf({ clientX, clientY }));
    });
    for (const end of ["pointerup", "pointercancel"] as const)
      canvas.addEventListener(end, () => this.lift());
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("focus", () => this.draw());
    canvas.addEventListener("blur", () => this.lift());
    this.draw();
  }

  clear(image?: ArrayLike<number>): void {
    this.strokes = [];
    this.image = image;
    this.isDown = false;
    this.draw();
  }

  undo(): void {
    this.strokes.pop();
    this.image = undefined;
    this.draw();
  }

  private begin(point: InkPoint): void {
    this.image = undefined;
    this.isDown = true;
    this.strokes.push([point]);
    this.extend(point);
  }

  private extend(point: InkPoint): void {
    this.pen = point;
    if (this.isDown) this.strokes[this.strokes.length - 1].push(point);
    this.draw();
    if (this.isDown) this.drawn();
  }

  private lift(): void {
    if (this.isDown) this.lifted();
    this.isDown = false;
    this.draw();
  }

  private key(event: KeyboardEvent): void {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (move) {
      const inside = (place: number): number => Math.max(PEN, Math.min(SIDE - PEN, place));
      this.extend({ x: inside(this.pen.x + STRIDE * move[0]), y: inside(this.pen.y + STRIDE * move[1]) });
    } else if (event.key === " ") {
      if (this.isDown) this.lift();
      else this.begin(this.pen);
    } else return;
    event.preventDefault();
  }

  private placeOf({ clientX, clientY }: { clientX: number; clientY: number }): InkPoint {
    const box = this.canvas.getBoundingClientRect();
    return { x: ((clientX - box.left) * SIDE) / box.width, y: ((clientY - box.top) * SIDE) / box.height };
  }

  private draw(): void {
    const { context, strokes, image, canvas } = this;
    context.setTransform(FINENESS, 0, 0, FINENESS, 0, 0);
    context.fillStyle = "#0b0d10";
    context.fillRect(0, 0, SIDE, SIDE);
    if (image) drawImage(context, image, SIDE);
    context.lineWidth = 2 * PEN;
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = "#ffffff";
    for (const [first, ...rest] of strokes) {
      context.beginPath();
      context.moveTo(first.x, first.y);
      for (const { x, y } of rest) context.lineTo(x, y);
      context.stroke();
    }
    if (!canvas.matches(":focus-visible")) return;
    context.beginPath();
    context.arc(this.pen.x, this.pen.y, PEN, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = this.isDown ? "#ff9f5a" : "#6cbcf0";
    context.stroke();
  }
}

/** An image of 28×28 pixels, each from 0 to 1, over a whole canvas. */
export function drawImage(context: CanvasRenderingContext2D, image: ArrayLike<number>, side: number): void {
  const size = side / 28;
  for (let i = 0; i < 784; i++) {
    const gray = Math.round(255 * image[i]);
    context.fillStyle = `rgb(${gray} ${gray} ${gray})`;
    context.fillRect((i % 28) * size, Math.floor(i / 28) * size, size, size);
  }
}

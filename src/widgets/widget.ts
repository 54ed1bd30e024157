import { Displayable, jupyterDisplay, MimeBundle } from "../display";
import { documentOf, frameOf } from "./document";

/** The widgets that there are: each is a folder beside this file, with its program for the browser. */
export type WidgetKind =
  | "quiz"
  | "gradient-microscope"
  | "descent-playground"
  | "backprop-stepper"
  | "drawing-pad"
  | "network-playground"
  | "flashcards"
  | "approximation-builder";

/** What a widget is made of. */
export interface WidgetParts {
  kind: WidgetKind;
  /** Stands above it. */
  title: string;
  /** What the program in the browser is given, as JSON. */
  data: unknown;
  /** What it is, in words, for where HTML cannot be shown. */
  text: string;
  /** Its height in pixels until it has told its own. */
  height: number;
}

/**
 * Something to play with, as a value: a page of its own within the notebook, with its program and data inside. It
 * needs neither the network nor the kernel, so it works in a saved notebook and in an exported page as well.
 *
 * @example
 * const widget = new Widget({ kind: "quiz", title: "One", data: {}, text: "a quiz", height: 300 });
 * widget[jupyterDisplay]()["text/plain"]; // "a quiz"
 */
export class Widget implements Displayable {
  readonly kind: WidgetKind;
  readonly title: string;
  readonly data: unknown;
  readonly text: string;
  readonly height: number;

  constructor({ kind, title, data, text, height }: WidgetParts) {
    this.kind = kind;
    this.title = title;
    this.data = data;
    this.text = text;
    this.height = height;
  }

  /** The widget's page, a whole HTML document: written to a file it works there too. */
  get document(): string {
    return documentOf(this.kind, this.title, this.data);
  }

  [jupyterDisplay](): MimeBundle {
    return { "text/html": frameOf(this.document, this.title, this.height), "text/plain": this.text };
  }
}

import type { Annotation, Data, Layout } from "plotly.js-dist";
import { asMatrix, MatrixLike, rowOf } from "../data";
import { baseLayout, GRAY } from "./template";
import { asText } from "./wording";

/** More images than these cannot be told apart on a page. */
export const MOST_IMAGES = 120;

/** Images side by side in rows, as one picture. */
export interface Tiles {
  images: MatrixLike;
  /** Rows and columns of pixels. */
  shape: readonly [rows: number, columns: number];
  /** How many images stand in a row. */
  columns: number;
  /** The size of an image in pixels of the screen, where the page is wide enough. */
  size: number;
  /** What stands above each image, with a color if it is not the usual one. */
  labels?: readonly { text: string; color?: string }[];
  title: string;
  colorscale: [number, string][];
  range: readonly [number, number];
  /** What a pixel's number is called. */
  value: string;
  /** Pixels of the screen to leave below the title. */
  above?: number;
}

/** The trace and the layout of images in rows. */
export function tiles(options: Tiles): { data: Data[]; layout: Partial<Layout>; drawn: number } {
  const { labels, shape, size, title, above = 0 } = options;
  const images = asMatrix(options.images, undefined, "the images");
  const [height, width] = shape;
  if (images.columns !== height * width) {
    throw new RangeError(
      `expected images of ${height}×${width} = ${height * width} pixels, one image a row, got rows of ${images.columns}`,
    );
  }
  const drawn = Math.min(images.rows, MOST_IMAGES);
  const columns = Math.min(options.columns, drawn);
  const rows = Math.ceil(drawn / columns);
  const gap = Math.max(1, Math.round(width / 14));
  // Above each image is room for a line of letters.
  const head = labels ? Math.ceil((height * 22) / size) : gap;

  // Between the images lies nothing: null, which Plotly leaves out.
  const z = Array.from({ length: rows * (height + head) }, () =>
    new Array<number | null>(columns * (width + gap)).fill(null),
  );
  const annotations: Partial<Annotation>[] = [];
  for (let i = 0; i < drawn; i++) {
    const [top, left] = [Math.floor(i / columns) * (height + head) + head, (i % columns) * (width + gap)];
    rowOf(images, i).forEach((value, k) => {
      const [y, x] = [top + Math.floor(k / width), left + (k % width)];
      z[y][x] = Number(value.toPrecision(3));
    });
    if (labels?.[i]) {
      const { text, color = GRAY } = labels[i];
      const place = { x: left + (width - 1) / 2, y: top - 1, yanchor: "bottom", showarrow: false } as const;
      annotations.push({ ...place, text: asText(text), font: { size: 12, color } });
    }
  }
  const hidden = { visible: false, constrain: "domain", fixedrange: true } as const;
  const layout: Partial<Layout> = {
    ...baseLayout(title, Math.round(rows * size * (1 + head / height)) + 70 + above, above),
    xaxis: { ...hidden, range: [-0.5, columns * (width + gap) - gap - 0.5], constraintoward: "left" },
    yaxis: {
      ...hidden,
      range: [rows * (height + head) - 0.5, -0.5],
      scaleanchor: "x",
      constraintoward: "top",
    },
    annotations: annotations as Annotation[],
  };
  const data: Data = {
    type: "heatmap",
    z: z as number[][],
    zmin: options.range[0],
    zmax: options.range[1],
    colorscale: options.colorscale,
    showscale: false,
    hoverongaps: false,
    hovertemplate: `${asText(options.value)} %{z:.3~g}<extra></extra>`,
  };
  return { data: [data], layout, drawn };
}

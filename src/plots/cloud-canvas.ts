import { Problem } from '../core/problem.ts';
import { pixelX, pixelY, type View } from './axis.ts';
import type { Picture } from './cloud-painter.ts';

/**
 * The canvas over the plot area. It shows the cloud sharp, or, while a new picture is on its way, the last one
 * moved and stretched to where its events now are.
 */
export class CloudCanvas {
  private readonly canvas: HTMLCanvasElement;
  /** The last sharp picture, and what of the plane it shows; copied off the canvas when the view first moves. */
  private last: { view: View; copy: HTMLCanvasElement | null } | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
  }

  /** Takes the size of the view; true where that emptied the canvas. */
  fit(view: View, ratio: number): boolean {
    const { canvas } = this;
    const width = Math.max(1, Math.round(view.width * ratio));
    const height = Math.max(1, Math.round(view.height * ratio));
    if (canvas.width === width && canvas.height === height) return false;
    this.keep();
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${view.width}px`;
    canvas.style.height = `${view.height}px`;
    return true;
  }

  clear(): void {
    this.last = null;
    this.canvas.width = 0;
    this.canvas.height = 0;
  }

  /** Nothing drawn so far belongs to what comes next. */
  forget(): void {
    this.last = null;
    this.context().clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /** A picture of what is in sight. */
  put(picture: Picture, view: View): void {
    putPicture(this.context(), picture);
    this.last = { view, copy: null };
    this.canvas.dataset.picture = 'sharp';
  }

  /** A picture of what was in sight when it was asked for. */
  putLate(picture: Picture, then: View, now: View): void {
    const copy = emptyCanvas(picture.sheet.width, picture.sheet.height);
    putPicture(contextOf(copy), picture);
    this.last = { view: then, copy };
    this.stretch(now);
  }

  /** The last sharp picture where its events are in another view. */
  stretch(view: View): void {
    this.keep();
    const { last, canvas } = this;
    const context = this.context();
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (!last?.copy) return;
    const across = canvas.width / view.width;
    const down = canvas.height / view.height;
    const xs = [pixelX(view, last.view.x.low), pixelX(view, last.view.x.high)];
    const ys = [pixelY(view, last.view.y.low), pixelY(view, last.view.y.high)];
    const left = Math.min(...xs) * across;
    const top = Math.min(...ys) * down;
    const width = Math.abs(xs[1] - xs[0]) * across;
    const height = Math.abs(ys[1] - ys[0]) * down;
    context.imageSmoothingEnabled = false;
    context.drawImage(last.copy, left, top, width, height);
    canvas.dataset.picture = 'stretched';
  }

  context(): CanvasRenderingContext2D {
    return contextOf(this.canvas);
  }

  private keep(): void {
    if (!this.last || this.last.copy || this.canvas.width === 0) return;
    this.last.copy = emptyCanvas(this.canvas.width, this.canvas.height);
    contextOf(this.last.copy).drawImage(this.canvas, 0, 0);
  }
}

export function putPicture(context: CanvasRenderingContext2D, { sheet, pixels }: Picture): void {
  const bytes = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const image = new ImageData(bytes, sheet.stride, sheet.size / sheet.stride);
  context.putImageData(image, -sheet.margin, -sheet.margin);
}

export function emptyCanvas(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Problem('internal', 'the browser gave no 2D canvas to draw events on');
  return context;
}

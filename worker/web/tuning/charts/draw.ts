/** What is drawn onto a chart besides its lines. Canvas pixels; a chart's own scale says where. */
import type uPlot from "uplot";

const pixels = (): number => devicePixelRatio;

export interface Dot {
  readonly x: number;
  readonly y: number;
}

export function drawDots(plot: uPlot, dots: readonly Dot[], colour: string): void {
  const { ctx } = plot;
  ctx.save();
  ctx.fillStyle = colour;
  for (const { x, y } of dots) {
    ctx.beginPath();
    ctx.arc(plot.valToPos(x, "x", true), plot.valToPos(y, "y", true), 3 * pixels(), 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.restore();
}

/** A vertical line with a letter on top. */
export function drawMark(plot: uPlot, x: number, letter: string, colour: string): void {
  const { ctx, bbox } = plot;
  const left = plot.valToPos(x, "x", true);
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = 1.5 * pixels();
  ctx.setLineDash([4 * pixels(), 3 * pixels()]);
  ctx.beginPath();
  ctx.moveTo(left, bbox.top);
  ctx.lineTo(left, bbox.top + bbox.height);
  ctx.stroke();
  ctx.font = `bold ${12 * pixels()}px system-ui, sans-serif`;
  ctx.textAlign = "center";
  ctx.fillText(letter, left, bbox.top - 4 * pixels());
  ctx.restore();
}

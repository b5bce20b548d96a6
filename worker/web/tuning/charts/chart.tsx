import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { type Colours, useColours } from "./theme-colours.ts";

interface ChartProps {
  /** What the chart shows, in words, for those who do not see it. */
  readonly label: string;
  readonly height: number;
  readonly data: uPlot.AlignedData;
  readonly options: (colours: Colours) => Omit<uPlot.Options, "width" | "height">;
}

/** A chart as wide as its place. */
export function Chart({ label, height, data, options }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const colours = useColours();
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const plot = new uPlot({ ...options(colours), width: element.clientWidth, height }, data, element);
    const observer = new ResizeObserver(() => {
      if (element.clientWidth !== plot.width) plot.setSize({ width: element.clientWidth, height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [colours, height, data, options]);
  return <div ref={place} class="chart" role="img" aria-label={label} style={{ height: `${height}px` }} />;
}

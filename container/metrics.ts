/** Counters in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats/). */

type Labels = Readonly<Record<string, string>>;

export interface Counter {
  add(labels: Labels): void;
}

export interface Histogram {
  observe(seconds: number): void;
}

export interface Metrics {
  counter(name: string, help: string): Counter;
  histogram(name: string, help: string): Histogram;
  /** Asks for the value when the text is made. */
  gauge(name: string, help: string, read: () => number): void;
  text(): string;
}

/** Upper bounds in seconds: from a picture on a GPU to a minute of video on a busy processor. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(): Metrics {
  const families: (() => string[])[] = [];
  const family = (name: string, type: string, help: string, samples: () => string[]): void => {
    families.push(() => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples()]);
  };
  return {
    counter(name, help) {
      const values = new Map<string, number>();
      family(name, "counter", help, () => [...values].map(([labels, value]) => `${name}${labels} ${value}`));
      return {
        add(labels) {
          const key = formatLabels(labels);
          values.set(key, (values.get(key) ?? 0) + 1);
        },
      };
    },
    histogram(name, help) {
      const counts = BUCKETS.map(() => 0);
      let count = 0;
      let sum = 0;
      family(name, "histogram", help, () => [
        ...BUCKETS.map((bound, index) => `${name}_bucket{le="${bound}"} ${counts[index]}`),
        `${name}_bucket{le="+Inf"} ${count}`,
        `${name}_sum ${sum}`,
        `${name}_count ${count}`,
      ]);
      return {
        observe(seconds) {
          count += 1;
          sum += seconds;
          BUCKETS.forEach((bound, index) => {
            if (seconds <= bound) counts[index] = (counts[index] ?? 0) + 1;
          });
        },
      };
    },
    gauge(name, help, read) {
      family(name, "gauge", help, () => [`${name} ${read()}`]);
    },
    text: () => `${families.flatMap((lines) => lines()).join("\n")}\n`,
  };
}

/** Label values here are task names and error codes, which need no escaping. */
const formatLabels = (labels: Labels): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(",")}}`;

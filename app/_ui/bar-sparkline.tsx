import { cn } from "./cn";

export type SparkPoint = {
  id: string;
  /** What the bar stands for, such as 「10時」. */
  label: string;
  value: number;
  /** The value as people read it, such as 「¥8,320」. */
  text: string;
};

type BarSparklineProps = {
  points: readonly SparkPoint[];
  /** The figure in one sentence, for screen readers. */
  label: string;
  /** The bar to point out, such as the hour that runs now. */
  highlightId?: string;
  className?: string;
};

const STEP = 10;
const HEIGHT = 48;

/** The shape of a day in a line of bars. The same figures stand behind it as a table that only screen readers see. */
export function BarSparkline({ points, label, highlightId, className }: BarSparklineProps) {
  const highest = Math.max(1, ...points.map((point) => point.value));
  const width = Math.max(1, points.length * STEP);
  return (
    <figure className={cn("w-full", className)}>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-12 w-full"
      >
        {points.map((point, index) => {
          const height = Math.max(1.5, (Math.max(0, point.value) / highest) * HEIGHT);
          return (
            <rect
              key={point.id}
              x={index * STEP + 1.5}
              y={HEIGHT - height}
              width={STEP - 3}
              height={height}
              className={point.id === highlightId ? "fill-indigo-600" : "fill-indigo-600/35"}
            >
              <title>{`${point.label} ${point.text}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption className="sr-only">{label}</figcaption>
      <table className="sr-only">
        <tbody>
          {points.map((point) => (
            <tr key={point.id}>
              <th scope="row">{point.label}</th>
              <td>{point.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

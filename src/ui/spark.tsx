/** Small bars of one series beside a number. `label` says what they show, its peak included. */
export function Spark({
  values,
  label,
  width = 96,
  height = 22,
}: {
  values: readonly number[];
  label: string;
  width?: number;
  height?: number;
}) {
  const peak = Math.max(1, ...values);
  const step = width / Math.max(1, values.length);
  return (
    <svg role="img" aria-label={label} width={width} height={height} data-meter className="block text-c1">
      {values.map((value, index) => {
        const tall = Math.max(1, (value / peak) * height);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in time
            key={index}
            x={index * step}
            y={height - tall}
            width={Math.max(1, step - 1)}
            height={tall}
            fill="currentColor"
            opacity={value ? 0.9 : 0.3}
          />
        );
      })}
    </svg>
  );
}

// How the state of a relationship's health looks: a colour and a shape, so that either says it alone. All shapes of one
// radius cover the same area.

export type Mark = 'good' | 'fair' | 'poor' | 'computing' | 'none';

/** By the stored number of a state; what is neither a grade nor on its way is none. */
export const markOf = (state: unknown): Mark => {
  const marks: Record<number, Mark> = { 0: 'good', 1: 'fair', 2: 'poor', 5: 'computing' };
  return marks[Number(state ?? -1)] ?? 'none';
};

/** Corners around a centre: how many, and where the first stands, in eighths of a turn from the top. */
const CORNERS: Partial<Record<Mark, [count: number, first: number]>> = {
  fair: [4, 1],
  poor: [3, 0],
  computing: [4, 0],
};

/** The outline as the `d` of a path. */
export function markPath(mark: Mark, x: number, y: number, r: number): string {
  const corners = CORNERS[mark];
  if (!corners) return `M${x - r},${y}a${r},${r},0,1,1,${2 * r},0a${r},${r},0,1,1,${-2 * r},0Z`;
  const [count, first] = corners;
  // A regular polygon of this reach has the area of the circle.
  const reach = r * Math.sqrt((2 * Math.PI) / (count * Math.sin((2 * Math.PI) / count)));
  const points = Array.from({ length: count }, (_, index) => {
    const angle = (first / 8 + index / count) * 2 * Math.PI;
    return `${(x + reach * Math.sin(angle)).toFixed(2)},${(y - reach * Math.cos(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}

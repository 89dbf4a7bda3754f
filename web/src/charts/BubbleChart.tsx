// Bubbles over two axes: the area of each is its size; its colour is told again by its letter or its shape.
//
// Keyboard: one stop; right and left go through the bubbles as they stand beside each other, up and down as they stand above
// each other, Home and End to the first and the last from the left, Enter opens. Screen reader: a list of which one choice is read at a time; the whole is better read as
// the table that stands beside it. Two thousand bubbles are drawn once: what moves lies above them.
import {
  memo,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type SyntheticEvent,
} from 'react';
import {
  largestRadius,
  orderBy,
  placed as placedOf,
  scalesOf,
  type Axis,
  type Bubble,
  type Frame,
  type Placed,
  type Tick,
} from './bubbles';
import { markPath } from './marks';
import './BubbleChart.css';
import './charts.css';

interface BubbleChartProps {
  /** Later ones are drawn over earlier ones. */
  bubbles: readonly Bubble[];
  label: string;
  across: Axis;
  upward: Axis;
  /** A line at a height of its own. */
  line?: Tick;
  /** What stands beside one that is pointed at, and what a screen reader says of it; the first line names it. */
  linesOf: (index: number) => readonly string[];
  onOpen: (index: number) => void;
}

interface Size {
  width: number;
  height: number;
}

const LEFT = 76;
const RIGHT = 4;
const TOP = 26;
const BOTTOM = 42;
/** Bubbles from this radius on have room for their grade. */
const LETTERED = 11;

/** How large the place of the chart is. */
function useSize() {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 900, height: 460 });
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      if (width > 0 && height > 0) setSize({ width, height });
    });
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  return { place, ...size };
}

export function BubbleChart(props: BubbleChartProps) {
  const { bubbles, label, across, upward, line, linesOf, onOpen } = props;
  const optionId = useId();
  const { place, width, height } = useSize();
  const [wished, setActive] = useState(0);
  const [pointed, setPointed] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  // There may be fewer bubbles than there were.
  const active = Math.min(wished, bubbles.length - 1);

  const most = largestRadius(bubbles.length, width);
  const frame = useMemo(
    (): Frame => ({ left: LEFT, right: width - RIGHT, top: TOP, bottom: height - BOTTOM }),
    [width, height],
  );
  const scales = useMemo(() => scalesOf(across, upward, frame, most), [across, upward, frame, most]);
  const placed = useMemo(() => placedOf(bubbles, scales, most), [bubbles, scales, most]);
  const orders = useMemo(
    () => ({ across: orderBy(bubbles, 'across'), up: orderBy(bubbles, 'up') }),
    [bubbles],
  );

  const step = (order: readonly number[], by: number) => {
    const next = order[order.indexOf(active) + by];
    if (next !== undefined) setActive(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      ArrowRight: () => step(orders.across, 1),
      ArrowLeft: () => step(orders.across, -1),
      ArrowUp: () => step(orders.up, 1),
      ArrowDown: () => step(orders.up, -1),
      Home: () => setActive(orders.across[0] ?? 0),
      End: () => setActive(orders.across.at(-1) ?? 0),
      Enter: () => onOpen(active),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    setPointed(null);
    move();
  };
  /** The bubble under the pointer. */
  const indexAt = (event: SyntheticEvent): number | null => {
    const found = event.target instanceof Element ? event.target.getAttribute('data-bubble') : null;
    return found === null ? null : Number(found);
  };

  const current = Math.min(pointed ?? active, bubbles.length - 1);
  const chosen = placed[current];
  const lines = chosen ? linesOf(current) : [];
  const shown = pointed !== null || focused;
  return (
    <div
      ref={place}
      className="ll-bubbles"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={chosen ? optionId : undefined}
      onKeyDown={onKeyDown}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onPointerOver={(event) => setPointed(indexAt(event))}
      onPointerLeave={() => setPointed(null)}
      onClick={(event) => {
        const index = indexAt(event);
        if (index !== null) onOpen(index);
      }}
    >
      <svg width={width} height={height} role="presentation" focusable="false">
        <Axes frame={frame} scales={scales} across={across} upward={upward} line={line} />
        <Bubbles placed={placed} />
      </svg>
      <svg width={width} height={height} role="presentation" focusable="false">
        {chosen && (
          <g
            id={optionId}
            role="option"
            aria-selected={focused}
            aria-label={lines.join(', ')}
            aria-posinset={orders.across.indexOf(current) + 1}
            aria-setsize={placed.length}
            className={shown ? 'll-bubble-on' : 'll-bubble-off'}
          >
            <Shape {...chosen} r={chosen.r + 2} />
          </g>
        )}
      </svg>
      {shown && chosen && (
        <div
          className={`ll-bubble-tip${chosen.x > width / 2 ? ' ll-bubble-tip-left' : ''}${chosen.y > height / 2 ? ' ll-bubble-tip-up' : ''}`}
          style={{ left: chosen.x, top: chosen.y }}
          aria-hidden
        >
          <strong>{lines[0]}</strong>
          {lines.slice(1).map((one) => (
            <div key={one}>{one}</div>
          ))}
        </div>
      )}
    </div>
  );
}

function Shape({ look, mark = 'good', x, y, r, index }: Placed & { index?: number }) {
  return <path className={`ll-bubble ll-bubble-${look}`} data-bubble={index} d={markPath(mark, x, y, r)} />;
}

const Bubbles = memo(function Bubbles({ placed }: { placed: readonly Placed[] }) {
  return (
    <g aria-hidden>
      {placed.map((one, index) => (
        <Shape key={one.id} {...one} index={index} />
      ))}
      {/* Whoever does not see the colours reads the letter, where there is room for one. */}
      {placed.map((one) =>
        one.letter === undefined || one.r < LETTERED ? null : (
          <text key={one.id} className="ll-bubble-letter" x={one.x} y={one.y} dy="0.36em">
            {one.letter}
          </text>
        ),
      )}
    </g>
  );
});

interface AxesProps {
  frame: Frame;
  scales: ReturnType<typeof scalesOf>;
  across: Axis;
  upward: Axis;
  line: Tick | undefined;
}

const Axes = memo(function Axes({ frame, scales: { x, y }, across, upward, line }: AxesProps) {
  const { left, right, top, bottom } = frame;
  return (
    <g aria-hidden>
      {across.ticks(Math.max(2, (right - left) / 60)).map(({ at, text }) => (
        <g key={at}>
          <line className="ll-chart-grid" x1={x(at)} x2={x(at)} y1={top} y2={bottom} />
          <text className="ll-chart-text" x={x(at)} y={bottom + 16} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {upward.ticks(Math.max(2, (bottom - top) / 36)).map(({ at, text }) => (
        <g key={at}>
          <line className="ll-chart-grid" x1={left} x2={right} y1={y(at)} y2={y(at)} />
          <text className="ll-chart-text" x={left - 8} y={y(at) + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {line && (
        <>
          <line className="ll-bubble-today" x1={left} x2={right} y1={y(line.at)} y2={y(line.at)} />
          <text className="ll-chart-text ll-bubble-now" x={right} y={y(line.at) - 5} textAnchor="end">
            {line.text}
          </text>
        </>
      )}
      <text className="ll-chart-text" x={(left + right) / 2} y={bottom + BOTTOM - 8} textAnchor="middle">
        {across.name}
      </text>
      <text className="ll-chart-text" x={4} y={15}>
        {upward.name}
      </text>
    </g>
  );
});

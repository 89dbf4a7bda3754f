// Bubbles over a score (to the right) and a day (upward): the area of each is its size, its colour its grade.
//
// Keyboard: one stop; right and left go through the bubbles by score, up and down by day, Home and End to the lowest and
// the highest score, Enter opens. Screen reader: a list of which one choice is read at a time; the whole is better read as
// the table that stands beside it. Two thousand bubbles are drawn once: what moves lies above them.
import {
  memo,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
} from 'react';
import { useText } from '../text/i18n';
import { largestRadius, monthTicks, orderBy, radiusOf, timeWindow, type Bubble } from './bubbles';
import './BubbleChart.css';
import './charts.css';

interface BubbleChartProps {
  /** Later ones are drawn over earlier ones. */
  bubbles: readonly Bubble[];
  label: string;
  /** Names of the axes. */
  across: string;
  upward: string;
  /** The sentence that a screen reader says of one. */
  sentenceOf: (index: number) => string;
  /** What stands beside one that is pointed at. */
  tipOf: (index: number) => ReactNode;
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

interface Placed extends Bubble {
  x: number;
  y: number;
  r: number;
}

export function BubbleChart(props: BubbleChartProps) {
  const { bubbles, label, across, upward, sentenceOf, tipOf, onOpen } = props;
  const optionId = useId();
  const { place, width, height } = useSize();
  const [now] = useState(() => Date.now());
  const [wished, setActive] = useState(0);
  const [pointed, setPointed] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  // There may be fewer bubbles than there were.
  const active = Math.min(wished, bubbles.length - 1);

  const time = useMemo(
    () =>
      timeWindow(
        bubbles.map((one) => one.time),
        now,
      ),
    [bubbles, now],
  );
  const y = useMemo(() => {
    const perMs = (height - TOP - BOTTOM) / (time.to - time.from);
    return (at: number) => height - BOTTOM - (Math.min(time.to, Math.max(time.from, at)) - time.from) * perMs;
  }, [time, height]);
  const most = largestRadius(bubbles.length, width);
  const x = useMemo(() => {
    // A bubble at either end is whole.
    const from = LEFT + most;
    return (score: number) => from + (score / 100) * (width - RIGHT - most - from);
  }, [width, most]);
  const placed = useMemo(() => {
    const largest = bubbles.reduce((sofar, one) => Math.max(sofar, one.size ?? 0), 0);
    return bubbles.map((one): Placed => ({
      ...one,
      x: x(one.score),
      y: y(one.time),
      r: radiusOf(one.size, largest, most),
    }));
  }, [bubbles, x, y, most]);
  const orders = useMemo(
    () => ({ score: orderBy(bubbles, 'score'), time: orderBy(bubbles, 'time') }),
    [bubbles],
  );

  const step = (order: readonly number[], by: number) => {
    const next = order[order.indexOf(active) + by];
    if (next !== undefined) setActive(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      ArrowRight: () => step(orders.score, 1),
      ArrowLeft: () => step(orders.score, -1),
      ArrowUp: () => step(orders.time, 1),
      ArrowDown: () => step(orders.time, -1),
      Home: () => setActive(orders.score[0] ?? 0),
      End: () => setActive(orders.score.at(-1) ?? 0),
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
        <Axes width={width} height={height} {...time} now={now} x={x} y={y} across={across} upward={upward} />
        <Bubbles placed={placed} />
      </svg>
      <svg width={width} height={height} role="presentation" focusable="false">
        {chosen && (
          <g
            id={optionId}
            role="option"
            aria-selected={focused}
            aria-label={sentenceOf(current)}
            aria-posinset={orders.score.indexOf(current) + 1}
            aria-setsize={placed.length}
            className={shown ? 'll-bubble-on' : 'll-bubble-off'}
          >
            <circle
              className={`ll-bubble ll-bubble-${chosen.grade}`}
              cx={chosen.x}
              cy={chosen.y}
              r={chosen.r + 2}
            />
          </g>
        )}
      </svg>
      {shown && chosen && (
        <div
          className={`ll-bubble-tip${chosen.x > width / 2 ? ' ll-bubble-tip-left' : ''}${chosen.y > height / 2 ? ' ll-bubble-tip-up' : ''}`}
          style={{ left: chosen.x, top: chosen.y }}
          aria-hidden
        >
          {tipOf(current)}
        </div>
      )}
    </div>
  );
}

const Bubbles = memo(function Bubbles({ placed }: { placed: readonly Placed[] }) {
  return (
    <g aria-hidden>
      {placed.map((one, index) => (
        <circle
          key={one.id}
          className={`ll-bubble ll-bubble-${one.grade}`}
          data-bubble={index}
          cx={one.x}
          cy={one.y}
          r={one.r}
        />
      ))}
      {/* Whoever does not see the colours reads the letter, where there is room for one. */}
      {placed.map((one) =>
        one.r < LETTERED ? null : (
          <text key={one.id} className="ll-bubble-letter" x={one.x} y={one.y} dy="0.36em">
            {one.grade}
          </text>
        ),
      )}
    </g>
  );
});

interface AxesProps extends Size {
  from: number;
  to: number;
  now: number;
  x: (score: number) => number;
  y: (time: number) => number;
  across: string;
  upward: string;
}

const Axes = memo(function Axes({ width, height, from, to, now, x, y, across, upward }: AxesProps) {
  const { t, language } = useText();
  const month = new Intl.DateTimeFormat(language, { month: 'short', year: '2-digit' });
  const bottom = height - BOTTOM;
  return (
    <g aria-hidden>
      {[0, 20, 40, 60, 80, 100].map((score) => (
        <g key={score}>
          <line className="ll-chart-grid" x1={x(score)} x2={x(score)} y1={TOP} y2={bottom} />
          <text className="ll-chart-text" x={x(score)} y={bottom + 16} textAnchor="middle">
            {score}
          </text>
        </g>
      ))}
      {monthTicks(from, to, Math.max(2, (bottom - TOP) / 36)).map((time) => (
        <g key={time}>
          <line className="ll-chart-grid" x1={LEFT} x2={width - RIGHT} y1={y(time)} y2={y(time)} />
          <text className="ll-chart-text" x={LEFT - 8} y={y(time) + 4} textAnchor="end">
            {month.format(new Date(time))}
          </text>
        </g>
      ))}
      <line className="ll-bubble-today" x1={LEFT} x2={width - RIGHT} y1={y(now)} y2={y(now)} />
      <text className="ll-chart-text ll-bubble-now" x={width - RIGHT} y={y(now) - 5} textAnchor="end">
        {t('pipeline.today')}
      </text>
      <text className="ll-chart-text" x={(LEFT + width - RIGHT) / 2} y={height - 8} textAnchor="middle">
        {across}
      </text>
      <text className="ll-chart-text" x={4} y={15}>
        {upward}
      </text>
    </g>
  );
});

// A health on a half circle with the bands of its states. Only to be looked at: the words stand beside it.
import './HealthGauge.css';

interface HealthGaugeProps {
  /** 0 to 100, as the two lowest scores of Good and of Fair. */
  score: number;
  good: number;
  fair: number;
}

const RADIUS = 78;
const CENTRE = { x: 100, y: 96 };
/** Degrees that separate two bands. */
const GAP = 1.2;

/** Where a score stands, at a distance from the centre: 0 to the left, 100 to the right. */
function point(score: number, distance: number, turn = 0): string {
  const angle = Math.PI * (1 - score / 100) + (turn * Math.PI) / 180;
  const x = CENTRE.x + distance * Math.cos(angle);
  const y = CENTRE.y - distance * Math.sin(angle);
  return `${x.toFixed(2)},${y.toFixed(2)}`;
}

export function HealthGauge({ score, good, fair }: HealthGaugeProps) {
  const bands = [
    { name: 'poor', from: 0, to: fair },
    { name: 'fair', from: fair, to: good },
    { name: 'good', from: good, to: 100 },
  ];
  return (
    <svg className="ll-gauge" viewBox="0 0 200 104" aria-hidden focusable="false">
      {bands.map(({ name, from, to }) => (
        <path
          key={name}
          className={`ll-gauge-band ll-gauge-${name}`}
          d={`M${point(from, RADIUS, from === 0 ? 0 : -GAP)}A${RADIUS},${RADIUS},0,0,1,${point(to, RADIUS, to === 100 ? 0 : GAP)}`}
        />
      ))}
      {[fair, good].map((bound) => (
        <text
          key={bound}
          className="ll-gauge-bound"
          x={point(bound, RADIUS + 17).split(',')[0]}
          y={point(bound, RADIUS + 12).split(',')[1]}
        >
          {bound}
        </text>
      ))}
      <path className="ll-gauge-needle" d={`M${point(score, RADIUS + 9)}L${point(score, 12)}`} />
    </svg>
  );
}

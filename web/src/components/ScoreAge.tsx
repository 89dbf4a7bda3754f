// "Scored 3 minutes ago by model version 3", kept true while the page stays open.
import { useEffect, useState } from 'react';
import { useText } from '../text/i18n';

interface ScoreAgeProps {
  scoredOn: string;
  /** Number of the model version. */
  version: number;
}

const REFRESH_MS = 20_000;

export function ScoreAge({ scoredOn, version }: ScoreAgeProps) {
  const { t, ago, dateTime } = useText();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="ll-muted" title={dateTime(scoredOn)}>
      {t('score.scored_by', { ago: ago(scoredOn, now), version })}
    </span>
  );
}

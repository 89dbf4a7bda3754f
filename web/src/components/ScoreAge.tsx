// How old a score is: "Scored 3 minutes ago by Leads, version 3", or given from outside, kept true while the page stays open; and the mark of one
// that is out of date.
//
// Keyboard: each is a stop that opens what else there is to know, the exact time and what "out of date" means.
import { Tooltip } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { ScoreDetails } from '../data/scores';
import { useText } from '../text/i18n';
import './ScoreAge.css';

const REFRESH_MS = 20_000;

export function ScoreAge({ scored_on, model }: Pick<ScoreDetails, 'scored_on' | 'model'>) {
  const { t, ago, dateTime } = useText();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  const name = model.name || t('score.deleted_model');
  return (
    <Tooltip content={dateTime(scored_on)} relationship="description" withArrow>
      <button type="button" className="ll-age">
        {model.external
          ? t('score.given_by', { ago: ago(scored_on, now), model: name })
          : t('score.scored_by', { ago: ago(scored_on, now), model: name, version: model.number })}
      </button>
    </Tooltip>
  );
}

export function StaleMark() {
  const { t } = useText();
  return (
    <Tooltip content={t('score.stale_text')} relationship="description" withArrow>
      <button type="button" className="ll-age ll-stale">
        <WarningRegular aria-hidden /> {t('score.stale')}
      </button>
    </Tooltip>
  );
}

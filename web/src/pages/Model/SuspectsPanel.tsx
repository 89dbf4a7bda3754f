// Columns that seem to know the outcome already. A model that uses them looks brilliant and helps nobody.
import { Badge, Switch } from '@fluentui/react-components';
import { ShieldErrorRegular } from '@fluentui/react-icons';
import type { Suspect } from '../../data/report';
import type { ScoredTable } from '../../data/scores';
import { useText } from '../../text/i18n';
import { useAttributeName } from './useAttributeName';
import './SuspectsPanel.css';

/** What is decided by hand for the next training. */
export interface Choices {
  /** Refused columns to use anyway. */
  keep: string[];
  /** Columns to leave out. */
  drop: string[];
}

interface SuspectsPanelProps {
  table: ScoredTable;
  suspects: Suspect[];
  choices: Choices;
  /** Not given: only to be looked at. */
  onChange?: (choices: Choices) => void;
}

const KNOWN_WHY = new Set([
  'alone',
  'pure',
  'filled_at_outcome',
  'missing_tells',
  'name',
  'filled_at_close',
  'changed_at_close',
]);
const toggled = (list: string[], column: string, on: boolean) =>
  on ? [...list.filter((one) => one !== column), column] : list.filter((one) => one !== column);

export function SuspectsPanel({ table, suspects, choices, onChange }: SuspectsPanelProps) {
  const { t } = useText();
  const nameOf = useAttributeName(table);
  return (
    <section className="ll-card">
      <h2 className="ll-card-title">{t('suspects.title')}</h2>
      <p className="ll-card-text">{t(suspects.length > 0 ? 'suspects.text' : 'suspects.none')}</p>
      {suspects.length > 0 && (
        <ul className="ll-suspects">
          {suspects.map((suspect) => (
            <SuspectRow
              key={suspect.column}
              name={nameOf(suspect.column)}
              suspect={suspect}
              choices={choices}
              onChange={onChange}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface SuspectRowProps {
  name: string;
  suspect: Suspect;
  choices: Choices;
  onChange?: (choices: Choices) => void;
}

function SuspectRow({ name, suspect, choices, onChange }: SuspectRowProps) {
  const { t, number } = useText();
  const refused = suspect.action === 'refused';
  const checked = (refused ? choices.keep : choices.drop).includes(suspect.column);
  const change = (on: boolean) =>
    onChange?.(
      refused
        ? { ...choices, keep: toggled(choices.keep, suspect.column, on) }
        : { ...choices, drop: toggled(choices.drop, suspect.column, on) },
    );
  return (
    <li className="ll-suspect">
      <ShieldErrorRegular className={refused ? 'll-suspect-bad' : 'll-suspect-maybe'} aria-hidden />
      <div className="ll-suspect-text">
        <div className="ll-suspect-name">
          {name}
          <Badge appearance="tint" color={refused ? 'danger' : 'warning'}>
            {t(refused ? 'suspects.refused' : 'suspects.check')}
          </Badge>
        </div>
        <p className="ll-suspect-why">
          {suspect.why
            .filter((why) => KNOWN_WHY.has(why))
            .map((why) => t(`suspects.why_${why}`))
            .join(' ')}{' '}
          {suspect.why.includes('alone') &&
            suspect.auc_alone !== null &&
            t('suspects.auc_alone', { auc: number(suspect.auc_alone, 2) })}
        </p>
      </div>
      <Switch
        checked={checked}
        disabled={!onChange}
        aria-label={`${t(refused ? 'suspects.use_anyway' : 'suspects.leave_out')}: ${name}`}
        label={t(refused ? 'suspects.use_anyway' : 'suspects.leave_out')}
        labelPosition="before"
        onChange={(_, data) => change(data.checked)}
      />
    </li>
  );
}

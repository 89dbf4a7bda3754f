// What the product can do: each with its switch, its state, its last run and the next step to take.
//
// Keyboard: the switch is one, Space turns it. Taking scores away asks first.
import { Badge, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { Loaded } from '../../components/Loaded';
import { AskDialog } from '../../components/AskDialog';
import { ErrorState } from '../../components/States';
import { useCapabilities, useSwitch, type Capability } from '../../data/settings';
import { asSentences } from '../../text/format';
import { useText, type TextTools } from '../../text/i18n';

/** The capabilities that have words here; others go by their own key. */
const NAMES: Record<string, string> = {
  lead_scoring: 'capability.lead_scoring',
  opportunity_scoring: 'capability.opportunity_scoring',
  relationship_analytics: 'capability.relationship_analytics',
  auto_capture: 'capability.auto_capture',
  notes_analysis: 'capability.notes_analysis',
  talking_points: 'capability.talking_points',
  who_knows_whom: 'capability.who_knows_whom',
  forecasting: 'capability.forecasting',
  assistant: 'capability.assistant',
  email_engagement: 'capability.email_engagement',
  duplicate_detection: 'capability.duplicate_detection',
  sales_processes: 'capability.sales_processes',
  import: 'capability.import',
};
const STEPS: Record<string, string> = {
  train: 'capability.step_train',
  publish: 'capability.step_publish',
  import: 'capability.step_import',
  process: 'capability.step_process',
  none: 'capability.step_none',
};
/** Turning it off takes the scores of open records away. */
const takesScores = (key: string) => key.endsWith('_scoring');
/** What works by jobs; the rest is simply there. */
const worksByJobs = (key: string) => takesScores(key) || key === 'import';
const STATES = ['not_set_up', 'ready', 'running', 'failed'];
const COLORS: Record<string, 'informative' | 'success' | 'brand' | 'danger'> = {
  not_set_up: 'informative',
  ready: 'success',
  running: 'brand',
  failed: 'danger',
};

const nameOf = (key: string, { t }: Pick<TextTools, 't'>) =>
  NAMES[key] ? t(NAMES[key]) : asSentences(key.replaceAll('_', ' ')).replace(/\.$/, '');

export function Capabilities({ maySwitch }: { maySwitch: boolean }) {
  const query = useCapabilities();
  return (
    <Loaded query={query}>
      {(all) => (
        <ul className="ll-capabilities">
          {all.map((one) => (
            <CapabilityCard key={one.key} capability={one} maySwitch={maySwitch} />
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function CapabilityCard({ capability, maySwitch }: { capability: Capability; maySwitch: boolean }) {
  const text = useText();
  const { t, ago } = text;
  const { key, on, state, last_run: lastRun, next_step: next, link } = capability;
  const change = useSwitch();
  const [asking, setAsking] = useState(false);
  const turn = (wanted: boolean) => {
    if (takesScores(key) && !wanted) setAsking(true);
    else change.mutate({ key, on: wanted });
  };
  return (
    <li className="ll-card ll-capability">
      <div className="ll-capability-head">
        <h3 className="ll-card-title">{nameOf(key, text)}</h3>
        {maySwitch && capability.switchable && (
          <Switch
            checked={on}
            disabledFocusable={change.isPending}
            aria-label={nameOf(key, text)}
            onChange={(_, data) => turn(data.checked)}
          />
        )}
      </div>
      {change.isError && <ErrorState error={change.error} />}
      {asking && (
        <AskDialog
          grave
          title={t('capability.off_title', { name: nameOf(key, text) })}
          action={t('capability.turn_off')}
          onDo={() => change.mutateAsync({ key, on: false })}
          onClose={() => setAsking(false)}
        >
          <p>{t('capability.off_text')}</p>
        </AskDialog>
      )}
      <div className="ll-actions">
        {capability.switchable && !on && <Badge appearance="outline">{t('capability.is_off')}</Badge>}
        <Badge appearance="tint" color={COLORS[state] ?? 'informative'}>
          {STATES.includes(state) ? t(`capability.state_${state}`) : state}
        </Badge>
        {(lastRun || worksByJobs(key)) && (
          <span className="ll-muted">
            {lastRun ? t('capability.last_run', { when: ago(lastRun) }) : t('capability.never_run')}
          </span>
        )}
      </div>
      {next && (
        <p className="ll-card-text">
          {link?.startsWith('/') ? (
            <Link to={link}>{STEPS[next] ? t(STEPS[next]) : asSentences(next)}</Link>
          ) : STEPS[next] ? (
            t(STEPS[next])
          ) : (
            asSentences(next)
          )}
        </p>
      )}
    </li>
  );
}

// How relationships are worked out: what health expects, what counts how much, when we work, who we are.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { IgnoreListCard } from '../../components/IgnoreList/IgnoreListCard';
import { Loaded } from '../../components/Loaded';
import { SaveRow } from '../../components/SaveRow';
import {
  changesOf,
  HEALTH_SETTINGS,
  problemsOf,
  useRelationshipSettings,
  useSetRelationshipSettings,
  type RelationshipSettings,
} from '../../data/relationshipSettings';
import { useText } from '../../text/i18n';
import { LeaveGuard } from '../Record/LeaveGuard';
import { HealthFields } from './HealthFields';
import { HealthPreview } from './HealthPreview';
import { InfluenceFields } from './InfluenceFields';
import { MailFields } from './MailFields';
import { PrivacyFields } from './PrivacyFields';
import './Relationships.css';

export function RelationshipsSection() {
  const { t } = useText();
  const query = useRelationshipSettings();
  return (
    <>
      <section className="ll-card ll-stack" aria-label={t('admin.relationships')}>
        <p className="ll-card-text">{t('relset.text')}</p>
        <Loaded query={query}>{(settings) => <SettingsForm saved={settings} />}</Loaded>
      </section>
      <IgnoreListCard organisation />
    </>
  );
}

/** What the parts of the form share. */
export interface SettingsPart {
  settings: RelationshipSettings;
  problems: ReadonlySet<keyof RelationshipSettings>;
  onChange: (changes: Partial<RelationshipSettings>) => void;
}

function SettingsForm({ saved }: { saved: RelationshipSettings }) {
  const { t } = useText();
  const save = useSetRelationshipSettings();
  /** Only what was changed here: what somebody else changes meanwhile shows. */
  const [edits, setEdits] = useState<Partial<RelationshipSettings>>({});
  const settings = { ...saved, ...edits };
  const changes = changesOf(saved, settings);
  const dirty = Object.keys(changes).length > 0;
  const problems = problemsOf(settings);
  const part: SettingsPart = {
    settings,
    problems,
    onChange: (more) => {
      save.reset();
      setEdits((known) => ({ ...known, ...more }));
    },
  };
  return (
    <>
      <HealthFields {...part} />
      <InfluenceFields {...part} />
      <MailFields {...part} />
      <PrivacyFields {...part} />
      {HEALTH_SETTINGS.some((name) => name in changes) && problems.size === 0 && (
        <HealthPreview changes={changes} />
      )}
      <div className="ll-relset-foot">
        <SaveRow
          ready={dirty && problems.size === 0}
          busy={save.isPending}
          saved={save.isSuccess}
          error={save.error}
          onSave={() => save.mutate(changes, { onSuccess: () => setEdits({}) })}
        />
        {dirty && (
          <Button appearance="subtle" disabledFocusable={save.isPending} onClick={() => setEdits({})}>
            {t('lead.discard')}
          </Button>
        )}
      </div>
      <LeaveGuard dirty={dirty} />
    </>
  );
}

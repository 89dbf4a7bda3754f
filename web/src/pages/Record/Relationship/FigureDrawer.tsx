// What is behind a number: how it is worked out, and the activities that it was worked out from.
//
// Keyboard: Esc closes. Loading, error, nothing there, more than are shown, and some that may not be seen: each is said.
import { SideDrawer } from '../../../components/SideDrawer';
import { ErrorState, LoadingBlock } from '../../../components/States';
import { useActivitiesBehind, type BehindPage, type Relationship } from '../../../data/relationship';
import type { Figure } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { BehindList } from './BehindList';
import './FigureDrawer.css';

interface FigureDrawerProps {
  relationship: Relationship;
  figure: Figure;
  open: boolean;
  onClose: () => void;
}

export function FigureDrawer({ relationship, figure, open, onClose }: FigureDrawerProps) {
  const { t } = useText();
  return (
    <SideDrawer
      title={figure.title ?? t(`formula.${figure.key}`)}
      open={open}
      bodyClassName="ll-behind"
      onClose={onClose}
    >
      <p className="ll-behind-value">{figure.value}</p>
      <section>
        <h3 className="ll-behind-title">{t('relation.formula')}</h3>
        <p className="ll-card-text">{t(`formula.${figure.key}_words`)}</p>
      </section>
      <section>
        <h3 className="ll-behind-title">{t('relation.behind')}</h3>
        {figure.filters.length === 0 ? (
          <p className="ll-card-text">{t('relation.not_activities')}</p>
        ) : (
          <Behind relationship={relationship} figure={figure} />
        )}
      </section>
    </SideDrawer>
  );
}

function Behind({ relationship, figure }: Pick<FigureDrawerProps, 'relationship' | 'figure'>) {
  const { data, error, refetch } = useActivitiesBehind(relationship, figure.filters);
  if (data) return <Found page={data} />;
  return error ? <ErrorState compact error={error} onRetry={refetch} /> : <LoadingBlock lines={5} />;
}

function Found({ page: { activities, more, hidden } }: { page: BehindPage }) {
  const { t } = useText();
  return (
    <>
      {activities.length === 0 && hidden === 0 && <p className="ll-card-text">{t('relation.none_behind')}</p>}
      <BehindList activities={activities} />
      {more > 0 && <p className="ll-card-text">{t('relation.more', { count: more })}</p>}
      {hidden > 0 && <p className="ll-card-text">{t('relation.more_hidden', { count: hidden })}</p>}
    </>
  );
}

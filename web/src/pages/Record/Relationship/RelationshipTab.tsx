// The tab of a record that tells of its relationship.
//
// Loading, error, nothing there yet, opted out, closed, and activities that the reader may not see: each is said. One
// drawer shows what is behind any number.
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { ArrowClockwiseRegular, HistoryRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { EmptyState, ErrorState, LoadingBlock } from '../../../components/States';
import {
  relationshipKey,
  useRelationship,
  type RelationTable,
  type Relationship,
} from '../../../data/relationship';
import { widgetsOf, type Figure } from '../../../data/relationshipFigures';
import type { Row } from '../../../data/records';
import { useText } from '../../../text/i18n';
import { NoticeGate } from './NoticeGate';
import { FigureDrawer } from './FigureDrawer';
import { OpenFigure } from './figureContext';
import { useChartDays } from './useChartDays';
import { SimilarCard } from './SimilarCard';
import { WidgetOf } from './WidgetOf';
import '../../../components/Parts.css';
import '../../../components/Spinner.css';
import './Relationship.css';

interface RelationshipTabProps {
  table: RelationTable;
  id: string;
  row: Row;
  /** Where activities are written down. */
  onTimeline: () => void;
}

export function RelationshipTab(props: RelationshipTabProps) {
  return (
    <NoticeGate>
      <Figures {...props} />
    </NoticeGate>
  );
}

function Figures({ table, id, row, onTimeline }: RelationshipTabProps) {
  const queries = useQueryClient();
  const chosen = useChartDays();
  const query = useRelationship(table, id, chosen.days);
  const retry = () => void query.refetch();
  if (!query.data)
    return query.error ? <ErrorState error={query.error} onRetry={retry} /> : <LoadingBlock lines={8} />;
  return (
    <>
      {/* What was known before is still shown: it says as of when. */}
      {query.isRefetchError && <ErrorState compact error={query.error} onRetry={retry} />}
      <Shown
        relationship={query.data}
        row={row}
        stale={query.isPlaceholderData}
        fetching={query.isFetching}
        lengths={chosen.lengthsWith(query.data.chart.days)}
        onDays={chosen.choose}
        onRefresh={() => void queries.invalidateQueries({ queryKey: relationshipKey(table, id) })}
        onTimeline={onTimeline}
      />
    </>
  );
}

interface ShownProps extends Pick<RelationshipTabProps, 'row' | 'onTimeline'> {
  relationship: Relationship;
  /** Of the days chosen before, while the others are asked for. */
  stale: boolean;
  /** An answer is on its way. */
  fetching: boolean;
  lengths: readonly number[];
  onDays: (days: number) => void;
  onRefresh: () => void;
}

/** A figure with what it was read from: the activities behind it are those of that moment. */
interface Opened {
  figure: Figure;
  relationship: Relationship;
}

function Shown(props: ShownProps) {
  const { relationship, row, stale, fetching, lengths, onDays, onRefresh, onTimeline } = props;
  const { t, dateTime } = useText();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(
    (figure: Figure) => {
      setOpened({ figure, relationship });
      setOpen(true);
    },
    [relationship],
  );
  const widgets = useMemo(() => widgetsOf(relationship.table), [relationship.table]);
  const nothing = relationship.activities === 0;
  return (
    <OpenFigure value={open}>
      <div className="ll-relation" aria-busy={stale}>
        <div className="ll-relation-head">
          <span className="ll-muted">{t('relation.as_of', { when: dateTime(relationship.as_of) })}</span>
          <Button
            size="small"
            appearance="subtle"
            icon={fetching ? <span className="ll-spinner-ring" aria-hidden /> : <ArrowClockwiseRegular />}
            disabledFocusable={fetching}
            onClick={onRefresh}
          >
            {t('action.refresh')}
          </Button>
        </div>
        <Notes relationship={relationship} />
        {nothing ? (
          <>
            <EmptyState
              icon={<HistoryRegular />}
              title={t('relation.empty')}
              text={t(
                relationship.left_out ? `health.${relationship.left_out}_words` : 'relation.empty_text',
              )}
            >
              <Button appearance="primary" onClick={onTimeline}>
                {t('relation.to_timeline')}
              </Button>
            </EmptyState>
            {/* What deals like this one took is worth knowing before the first contact. */}
            {widgets.includes('similar') && !relationship.left_out && (
              <SimilarCard id={relationship.id} open={relationship.open} />
            )}
          </>
        ) : (
          <div className={stale ? 'll-relation-cards ll-relation-stale' : 'll-relation-cards'}>
            {widgets.map((widget) => (
              <WidgetOf
                key={widget}
                widget={widget}
                relationship={relationship}
                row={row}
                lengths={lengths}
                onDays={onDays}
              />
            ))}
          </div>
        )}
        {opened && <FigureDrawer {...opened} open={isOpen} onClose={() => setOpen(false)} />}
      </div>
    </OpenFigure>
  );
}

/** What the reader should know before reading the numbers. */
function Notes({ relationship }: { relationship: Relationship }) {
  const { t } = useText();
  const { open, hidden } = relationship;
  const notes = [!open && t('relation.closed'), hidden > 0 && t('relation.hidden', { count: hidden })].filter(
    (note) => note !== false,
  );
  return notes.map((note) => (
    <MessageBar key={note} intent="info" layout="multiline">
      <MessageBarBody>{note}</MessageBarBody>
    </MessageBar>
  ));
}

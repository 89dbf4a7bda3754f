// A part of the tab by its name.
import type { Relationship } from '../../../data/relationship';
import type { Widget } from '../../../data/relationshipFigures';
import type { Row } from '../../../data/records';
import { ActivitiesCard } from './ActivitiesCard';
import { EngagementCard } from './EngagementCard';
import { HealthCard } from './HealthCard';
import { InteractionsCard } from './InteractionsCard';
import { MostCard } from './MostCard';
import { OverviewCard } from './OverviewCard';
import { QuestionsCard } from './QuestionsCard';
import { RatioCard } from './RatioCard';
import { ResponseCard } from './ResponseCard';
import { SimilarCard } from './SimilarCard';
import { TimeCard } from './TimeCard';

interface WidgetOfProps {
  widget: Widget;
  relationship: Relationship;
  row: Row;
  lengths: readonly number[];
  onDays: (days: number) => void;
}

export function WidgetOf({ widget, relationship, row, lengths, onDays }: WidgetOfProps) {
  switch (widget) {
    case 'questions':
      return <QuestionsCard relationship={relationship} row={row} />;
    case 'health':
      return <HealthCard relationship={relationship} />;
    case 'overview':
      return <OverviewCard relationship={relationship} />;
    case 'most_contacted':
    case 'most_contacted_by':
      return <MostCard relationship={relationship} kind={widget} />;
    case 'interactions':
      return <InteractionsCard relationship={relationship} />;
    case 'time':
      return <TimeCard relationship={relationship} />;
    case 'response':
      return <ResponseCard relationship={relationship} />;
    case 'ratio':
      return <RatioCard relationship={relationship} />;
    case 'engagement':
      return <EngagementCard relationship={relationship} />;
    case 'activities':
      return <ActivitiesCard relationship={relationship} lengths={lengths} onDays={onDays} />;
    case 'similar':
      return <SimilarCard id={relationship.id} open={relationship.open} />;
  }
}

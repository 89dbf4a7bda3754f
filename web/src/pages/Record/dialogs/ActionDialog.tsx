// The dialog of an action.
import type { Reference, Row } from '../../../data/records';
import type { Action } from '../actions';
import { AssignDialog } from './AssignDialog';
import { CaseDialog } from './CaseDialog';
import { DeleteDialog } from './DeleteDialog';
import { DisqualifyDialog } from './DisqualifyDialog';
import { MergeDialog } from './MergeDialog';
import { OpportunityDialog } from './OpportunityDialog';
import { QualifyDialog } from './QualifyDialog';

export interface ActionProps {
  record: Reference;
  row: Row;
  /** ISO code of the record's currency. */
  currency: string | undefined;
  onClose: () => void;
  /** The record has changed. */
  onDone: () => void;
  /** The record is no more. */
  onGone: () => void;
}

export function ActionDialog({ action, ...props }: ActionProps & { action: Action }) {
  switch (action) {
    case 'qualify':
      return <QualifyDialog {...props} />;
    case 'disqualify':
      return <DisqualifyDialog {...props} />;
    case 'win':
    case 'lose':
      return <OpportunityDialog {...props} won={action === 'win'} />;
    case 'resolve':
    case 'cancel':
      return <CaseDialog {...props} solved={action === 'resolve'} />;
    case 'assign':
      return <AssignDialog {...props} />;
    case 'merge':
      return <MergeDialog {...props} />;
    case 'delete':
      return <DeleteDialog {...props} />;
    default:
      return null;
  }
}

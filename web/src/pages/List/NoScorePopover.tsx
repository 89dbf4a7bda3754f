// Why a row has no score, beside the cell where the score would stand.
//
// Keyboard: it takes the focus, Esc closes it and gives the focus back. Screen reader: a dialog named by what it says.
import { Popover, PopoverSurface } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { ErrorState, LoadingBlock } from '../../components/States';
import { WhyNoScore } from '../../components/WhyNoScore';
import { hasScore, useScore, type NoScore, type ScoredTable } from '../../data/scores';
import { useText } from '../../text/i18n';
import './NoScorePopover.css';

interface NoScorePopoverProps {
  table: ScoredTable;
  id: string;
  beside: HTMLElement;
  onClose: () => void;
}

export function NoScorePopover({ table, id, beside, onClose }: NoScorePopoverProps) {
  const { t } = useText();
  const score = useScore(table, id);
  const surface = useRef<HTMLDivElement>(null);
  useEffect(() => {
    surface.current?.focus();
    return () => {
      // Whoever clicked elsewhere is there already.
      if (document.activeElement === document.body) beside.focus();
    };
  }, [beside]);
  return (
    <Popover
      open
      withArrow
      positioning={{ target: beside, position: 'below', align: 'start' }}
      onOpenChange={(_, { open }) => !open && onClose()}
    >
      <PopoverSurface
        ref={surface}
        className="ll-why"
        tabIndex={-1}
        role="dialog"
        aria-label={t('score.none')}
      >
        {hasScore(score.data) ? (
          <p>{t('score.arrived')}</p>
        ) : score.data ? (
          <WhyNoScore table={table} why={(score.data as NoScore).why} />
        ) : score.error ? (
          <ErrorState compact error={score.error} onRetry={() => void score.refetch()} />
        ) : (
          <LoadingBlock lines={3} />
        )}
      </PopoverSurface>
    </Popover>
  );
}

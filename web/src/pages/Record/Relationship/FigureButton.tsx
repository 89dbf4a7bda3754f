// A number that can be asked: opens its formula and the activities behind it.
//
// Keyboard: a button. Screen reader: what the number is, the number, and that more opens.
import type { Figure } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { useOpenFigure } from './figureContext';

interface FigureButtonProps {
  figure: Figure;
  /** Large, as the one number of a card. */
  large?: boolean;
}

export function FigureButton({ figure, large = false }: FigureButtonProps) {
  const { t } = useText();
  const open = useOpenFigure();
  const title = figure.title ?? t(`formula.${figure.key}`);
  return (
    <button
      type="button"
      className={large ? 'll-figure ll-figure-large' : 'll-figure'}
      aria-label={t('relation.open', { title, value: figure.value })}
      aria-haspopup="dialog"
      onClick={() => open(figure)}
    >
      {figure.value}
    </button>
  );
}

// One decision about people at a time, told with a way back.
import { errorText } from '../../components/States';
import { showToast } from '../../components/toasts';
import { useDecide } from '../../data/persons';
import { useText } from '../../text/i18n';

export function useDeciding() {
  const text = useText();
  const decide = useDecide();
  const failed = (error: unknown) => showToast({ text: errorText(error, text), intent: 'failed' });
  const undo = (id: string) =>
    decide
      .mutateAsync({ action: 'UndoPeopleDecision', body: { DecisionId: id } })
      .then(() => void showToast({ text: text.t('persons.undone') }))
      .catch(failed);
  /** For a dialog, which says itself what went wrong: throws when it failed. */
  const attempt = async (action: string, body: Record<string, unknown>, done: string): Promise<void> => {
    const { DecisionId } = await decide.mutateAsync({ action, body });
    showToast({ text: done, undo: () => void undo(DecisionId) });
  };
  /** For a button. */
  const run = (...asked: Parameters<typeof attempt>) => void attempt(...asked).catch(failed);
  return { run, attempt, undo, busy: decide.isPending };
}

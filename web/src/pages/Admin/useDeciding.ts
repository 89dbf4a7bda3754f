// One decision about people at a time, told with a way back.
import { errorText } from '../../components/States';
import { showToast } from '../../components/toasts';
import { useDecide, type Decided } from '../../data/persons';
import { useText } from '../../text/i18n';

export function useDeciding() {
  const text = useText();
  const decide = useDecide();
  const failed = (error: unknown) => showToast({ text: errorText(error, text), intent: 'failed' });
  const undo = (id: string) =>
    decide.mutateAsync({ action: 'UndoPeopleDecision', body: { DecisionId: id } }).catch(failed);
  /** Says what was done; answers what it made, or nothing when it failed. */
  const run = async (
    action: string,
    body: Record<string, unknown>,
    done: string,
  ): Promise<Decided | null> => {
    try {
      const decided = await decide.mutateAsync({ action, body });
      showToast({ text: done, undo: () => void undo(decided.DecisionId) });
      return decided;
    } catch (error) {
      failed(error);
      return null;
    }
  };
  return { run, undo, busy: decide.isPending };
}

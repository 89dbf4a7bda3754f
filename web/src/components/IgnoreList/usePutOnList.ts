// Puts something on an ignore list and says so with a way back; where everybody may have an address it asks once more.
import { useState } from 'react';
import { needsConfirming, useIgnoring, type IgnoreWish } from '../../data/ignores';
import { useText } from '../../text/i18n';
import { showToast } from '../toasts';

/** @param onChange the list is another, by the wish or by its undo */
export function usePutOnList(onChange: () => void = () => {}) {
  const { t } = useText();
  const { put, takeOff } = useIgnoring();
  const [doubtful, setDoubtful] = useState(false);
  return {
    /** It was asked for where everybody may have an address: asked for again it is done. */
    doubtful,
    /** Something else is wished for than was asked about. */
    forget: () => setDoubtful(false),
    /** Throws when it is refused, also for asking once more. */
    run: async (wish: IgnoreWish) => {
      try {
        const { EntryId } = await put.mutateAsync({ ...wish, ...(doubtful ? { Confirmed: true } : {}) });
        showToast({
          text: t('ignore.added', { value: wish.Value }),
          undo: () => void takeOff.mutateAsync(EntryId).then(onChange, () => {}),
        });
        onChange();
      } catch (error) {
        if (needsConfirming(error)) setDoubtful(true);
        throw error;
      }
    },
  };
}

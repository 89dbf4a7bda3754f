// Saves what is known about somebody and says so.
import { useCallback, useState } from 'react';
import { saveWhatIsKnown, type Subject } from '../data/known';
import { useText } from '../text/i18n';
import { errorText } from './States';
import { showToast } from './toasts';

export function useWhatIsKnown(): { save: (subject: Subject) => Promise<void>; busy: boolean } {
  const text = useText();
  const [busy, setBusy] = useState(false);
  const save = useCallback(
    async (subject: Subject) => {
      setBusy(true);
      try {
        await saveWhatIsKnown(subject);
        showToast({ text: text.t('known.saved', { name: subject.name }) });
      } catch (error) {
        showToast({ text: errorText(error, text), intent: 'failed' });
      }
      setBusy(false);
    },
    [text],
  );
  return { save, busy };
}

// The keys there are.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useText } from '../text/i18n';
import './ShortcutsDialog.css';

const KEYS: [string[], string][] = [
  [['/'], 'shortcuts.search'],
  [['↑', '↓'], 'shortcuts.rows'],
  [['Enter'], 'shortcuts.open'],
  [['Ctrl', 'S'], 'shortcuts.save'],
  [['Ctrl', 'Z'], 'shortcuts.undo'],
  [['Alt', 'N'], 'shortcuts.create'],
  [['N'], 'timeline.add_note'],
  [['C'], 'timeline.add_phonecall'],
  [['T'], 'timeline.add_task'],
  [['M'], 'timeline.add_appointment'],
  [['E'], 'timeline.add_email'],
  [['Ctrl', 'Enter'], 'shortcuts.submit'],
  [['Esc'], 'shortcuts.close'],
  [['?'], 'shortcuts.help'],
];

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className="ll-keys-surface">
        <DialogBody>
          <DialogTitle>{t('shortcuts.title')}</DialogTitle>
          <DialogContent>
            <dl className="ll-keys">
              {KEYS.map(([keys, id]) => (
                <div key={id}>
                  <dt>{t(id)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t('action.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

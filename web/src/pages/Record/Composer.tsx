// Writing down an activity or a note, or changing one.
//
// Keyboard: the first field has the focus; Ctrl+Enter or Ctrl+S saves, Esc leaves when nothing was typed.
import { Button, Checkbox, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { errorText } from '../../components/States';
import { ApiError } from '../../data/http';
import type { FieldValue } from '../../data/records';
import { WRITTEN, type WrittenKind } from '../../data/timeline';
import { useText } from '../../text/i18n';
import { activityFields, canBeDone, DONE_BY_DEFAULT, doneValues } from './activityForms';
import { FieldEditor } from './FieldEditor';
import './Composer.css';

interface ComposerProps {
  kind: WrittenKind;
  /** What the fields begin with. */
  start: Record<string, unknown>;
  /** Something that is there is changed; only what differs is given to `onSave`. */
  existing?: boolean;
  onSave: (values: Record<string, FieldValue>) => Promise<unknown>;
  onClose: () => void;
}

export function Composer({ kind, start, existing = false, onSave, onClose }: ComposerProps) {
  const text = useText();
  const { t } = text;
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Record<string, FieldValue>>({});
  const [invalid, setInvalid] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState(DONE_BY_DEFAULT.has(kind));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // Two keys may come before the page shows that it is busy.
  const running = useRef(false);
  const fields = activityFields(kind);
  const valueOf = (name: string) => (name in values ? values[name] : start[name]);
  const missing = fields.some((field) => field.required && !valueOf(field.name));
  const touched = Object.keys(values).length > 0 || invalid.size > 0;

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, []);

  const change = (name: string, value: FieldValue | undefined) => {
    setInvalid((now) => {
      const next = new Set(now);
      if (value === undefined) next.add(name);
      else next.delete(name);
      return next;
    });
    if (value !== undefined) setValues((now) => ({ ...now, [name]: value }));
  };
  const save = async () => {
    if (running.current || missing || invalid.size > 0) return;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      const whole = { ...(existing ? {} : (start as Record<string, FieldValue>)), ...values };
      const finished = !existing && done && canBeDone(kind) ? doneValues(kind, whole, new Date()) : {};
      await onSave({ ...whole, ...finished });
    } catch (problem) {
      setError(problem);
      setBusy(false);
      running.current = false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isSave =
      (event.ctrlKey || event.metaKey) && (event.key === 'Enter' || event.key.toLowerCase() === 's');
    if (isSave) {
      event.preventDefault();
      event.stopPropagation();
      void save();
    } else if (event.key === 'Escape' && !touched && !event.defaultPrevented) {
      event.stopPropagation();
      onClose();
    }
  };
  return (
    // The form only listens for the keys that bubble up from its fields.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className="ll-composer"
      aria-label={t(existing ? 'timeline.edit_this' : `timeline.add_${kind}`)}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="ll-form-fields">
        {fields.map((field) => (
          <FieldEditor
            key={field.name}
            table={WRITTEN[kind]}
            field={field}
            value={valueOf(field.name)}
            onChange={change}
          />
        ))}
      </div>
      {Boolean(error) && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>
            {errorText(error, text)}{' '}
            {error instanceof ApiError && error.status !== 0 && `${error.message} ${error.hint ?? ''}`}
          </MessageBarBody>
        </MessageBar>
      )}
      <div className="ll-composer-foot">
        {!existing && canBeDone(kind) && (
          <Checkbox
            className="ll-composer-done"
            checked={done}
            label={t('timeline.is_done')}
            onChange={(_, data) => setDone(data.checked === true)}
          />
        )}
        <Button size="small" appearance="subtle" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button
          size="small"
          type="submit"
          appearance="primary"
          disabledFocusable={busy || missing || invalid.size > 0 || (existing && !touched)}
        >
          {busy ? t('lead.saving') : t('lead.save')}
        </Button>
      </div>
    </form>
  );
}

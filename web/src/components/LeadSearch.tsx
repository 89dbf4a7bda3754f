// The search box of the top bar.
//
// Purpose: from anywhere to one lead in a few keys. Keyboard: `/` focuses, arrows choose, Enter opens the chosen lead or,
// with none chosen, the list of all that match; Esc closes. Screen reader: a combobox with a list of leads.
import { SearchRegular } from '@fluentui/react-icons';
import { useDeferredValue, useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { useNavigate } from 'react-router';
import { letterOf } from '../data/scores';
import { useLeadSearch } from '../data/leads';
import { useText } from '../text/i18n';
import { GradeBadge } from './GradeBadge';
import { useSettled } from './useSettled';
import './LeadSearch.css';

const PAUSE_MS = 200;

export function LeadSearch({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useText();
  const navigate = useNavigate();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const asked = useSettled(typed.trim(), PAUSE_MS);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { data, isError } = useLeadSearch(asked);
  const items = useDeferredValue(asked.length >= 2 ? (data ?? []) : []);

  const leave = () => {
    setOpen(false);
    setActive(-1);
  };
  /** What was looked for is found: the keys belong to the page again. */
  const found = () => {
    leave();
    inputRef.current?.blur();
  };
  const openLead = (id: string) => {
    found();
    setTyped('');
    navigate(`/leads/${id}`);
  };
  const openAll = () => {
    found();
    navigate(`/leads?view=open&q=${encodeURIComponent(typed.trim())}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the choice of a Chinese character is not ours.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setOpen(true);
      setActive((now) => Math.min(items.length, Math.max(-1, now + step)));
    } else if (event.key === 'Enter' && typed.trim()) {
      const chosen = items[active];
      if (chosen) openLead(chosen.id);
      else openAll();
    } else if (event.key === 'Escape') {
      leave();
    }
  };

  const showList = open && typed.trim().length >= 2;
  return (
    <div className="ll-search" role="search">
      <SearchRegular className="ll-search-icon" aria-hidden />
      <input
        ref={inputRef}
        className="ll-search-input"
        type="text"
        role="combobox"
        aria-expanded={showList}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={showList && active >= 0 ? `${listId}-${active}` : undefined}
        aria-label={t('bar.search')}
        placeholder={t('bar.search')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      <kbd className="ll-search-key" aria-hidden>
        /
      </kbd>
      <ul
        className={showList ? 'll-search-list' : 'll-search-list ll-search-closed'}
        id={listId}
        role="listbox"
        aria-label={t('bar.search')}
      >
        {showList && (
          <>
            {items.map((item, index) => (
              // Keys are handled by the input, which keeps the focus.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <li
                key={item.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === active}
                className="ll-search-item"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => openLead(item.id)}
              >
                <span className="ll-search-name">
                  {item.name || item.company || item.topic || t('lead.no_name')}
                </span>
                <span className="ll-search-topic">{item.topic}</span>
                <GradeBadge grade={letterOf(item.grade)} score={item.score} />
              </li>
            ))}
            {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events */}
            <li
              id={`${listId}-${items.length}`}
              role="option"
              aria-selected={active === items.length}
              className="ll-search-item ll-search-all"
              onMouseDown={(event) => event.preventDefault()}
              onClick={openAll}
            >
              {isError ? t('error.unknown') : t('search.all', { words: typed.trim() })}
            </li>
          </>
        )}
      </ul>
    </div>
  );
}

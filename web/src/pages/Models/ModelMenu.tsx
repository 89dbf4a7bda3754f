// What is seldom done with a model: pause or resume, clone, delete.
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  CopyRegular,
  DeleteRegular,
  MoreHorizontalRegular,
  PauseRegular,
  PlayRegular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { pauseModel, resumeModel } from '../../data/models';
import { isInForce, type ScoringModel } from '../../data/scores';
import { useText } from '../../text/i18n';
import type { ModelWork } from '../Model/useModelWork';
import { CloneDialog, DeleteModelDialog } from './ModelDialogs';

interface ModelMenuProps {
  model: ScoringModel;
  work: ModelWork;
  /** Called when the model is gone. */
  onDeleted?: () => void;
}

export function ModelMenu({ model, work, onDeleted }: ModelMenuProps) {
  const { t } = useText();
  const [asked, setAsked] = useState<'clone' | 'delete' | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            icon={<MoreHorizontalRegular />}
            aria-label={t('admin.actions_of', { name: model.name })}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {isInForce(model) && (
              <MenuItem
                icon={<PauseRegular />}
                disabled={work.busy}
                onClick={() => work.start('rescore', () => pauseModel(model.id))}
              >
                {t('models.pause')}
              </MenuItem>
            )}
            {model.state === 'paused' && (
              <MenuItem
                icon={<PlayRegular />}
                disabled={work.busy}
                onClick={() => work.start('rescore', () => resumeModel(model.id))}
              >
                {t('models.resume')}
              </MenuItem>
            )}
            {model.prediction_id === undefined && (
              <MenuItem icon={<CopyRegular />} onClick={() => setAsked('clone')}>
                {t('models.clone')}
              </MenuItem>
            )}
            <MenuItem icon={<DeleteRegular />} onClick={() => setAsked('delete')}>
              {t('list.delete')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {asked === 'clone' && <CloneDialog model={model} onClose={close} />}
      {asked === 'delete' && (
        <DeleteModelDialog model={model} work={work} onClose={close} onDeleted={onDeleted} />
      )}
    </>
  );
}

// How the parts of the tab open a figure, without each handing it down.
import { createContext, useContext } from 'react';
import type { Figure } from '../../../data/relationshipFigures';

export const OpenFigure = createContext<(figure: Figure) => void>(() => {});
export const useOpenFigure = () => useContext(OpenFigure);

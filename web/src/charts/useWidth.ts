// How wide the place of a chart is, so that its text keeps its size.
import { useEffect, useRef, useState } from 'react';

const USUAL = 720;

export function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(USUAL);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      const wide = Math.floor(entry!.contentRect.width);
      if (wide > 0) setWidth(wide);
    });
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  return { place, width };
}

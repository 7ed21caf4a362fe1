import { useEffect, useRef } from 'react';
import type { ChartOption, startChart } from './chartCore';

type Props = { option: ChartOption; label: string; height: number; onPick?: (index: number) => void };
type Running = ReturnType<typeof startChart>;

/** An ECharts drawing as SVG; the library loads when the first chart is shown. */
export function Chart({ option, label, height, onPick }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<Running | null>(null);
  const latest = useRef({ option, onPick });
  latest.current = { option, onPick };

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let gone = false;
    let observer: ResizeObserver | undefined;
    void import('./chartCore').then((core) => {
      if (gone) return;
      const running = core.startChart(element);
      chart.current = running;
      running.setOption(latest.current.option);
      running.on('click', ({ dataIndex }) => latest.current.onPick?.(dataIndex));
      observer = new ResizeObserver(() => running.resize());
      observer.observe(element);
    });
    return () => {
      gone = true;
      observer?.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option);
  }, [option]);

  return <div ref={host} role="img" aria-label={label} style={{ height }} />;
}

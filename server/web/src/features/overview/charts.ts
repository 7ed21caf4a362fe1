// Chart options from figures; no fetching, no text of their own.
import type { GlobalToken } from 'antd';
import type { ChartOption } from '../../components/chartCore';

const muted = (token: GlobalToken) => ({ color: token.colorTextSecondary, fontFamily: token.fontFamily, fontSize: 12 });

export function dayBars(
  days: { date: string; count: number }[],
  token: GlobalToken,
  label: (day: string) => string,
  today: string,
): ChartOption {
  return {
    animation: token.motion,
    animationDuration: 300,
    grid: { left: 4, right: 4, top: 22, bottom: 24, containLabel: false },
    xAxis: {
      type: 'category',
      data: days.map((day) => label(day.date)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: token.colorBorderSecondary } },
      axisLabel: { ...muted(token), hideOverlap: true },
    },
    yAxis: { type: 'value', show: false, minInterval: 1 },
    series: [
      {
        type: 'bar',
        cursor: 'pointer',
        barMaxWidth: 34,
        barMinHeight: 2,
        data: days.map((day) => ({
          value: day.count,
          itemStyle: { color: day.date === today ? token.colorPrimary : token.colorPrimaryBorder, borderRadius: [4, 4, 0, 0] },
        })),
        label: { show: true, position: 'top', ...muted(token) },
      },
    ],
  };
}

/** Stages as centred bars: widths compare, and a later stage may be wider than an earlier one without looking broken. */
export function funnelBars(stages: { name: string; count: number }[], token: GlobalToken): ChartOption {
  const widest = Math.max(1, ...stages.map((stage) => stage.count));
  const strength = (index: number) => 1 - 0.13 * (stages.length - 1 - index);
  return {
    animation: token.motion,
    animationDuration: 300,
    grid: { left: 84, right: 44, top: 4, bottom: 4, containLabel: false },
    xAxis: { type: 'value', show: false, max: widest },
    yAxis: [
      {
        type: 'category',
        inverse: true,
        data: stages.map((stage) => stage.name),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { ...muted(token), color: token.colorText, fontSize: 13, width: 76, overflow: 'truncate' },
      },
      {
        type: 'category',
        inverse: true,
        position: 'right',
        data: stages.map((stage) => String(stage.count)),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { ...muted(token), color: token.colorText, fontSize: 13, fontWeight: 600 },
      },
    ],
    series: [
      {
        type: 'bar',
        stack: 'funnel',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: stages.map((stage) => (widest - stage.count) / 2),
      },
      {
        type: 'bar',
        stack: 'funnel',
        cursor: 'pointer',
        barCategoryGap: '22%',
        data: stages.map((stage, index) => ({
          value: stage.count,
          itemStyle: { color: token.colorPrimary, opacity: strength(index), borderRadius: 4 },
        })),
      },
    ],
  };
}

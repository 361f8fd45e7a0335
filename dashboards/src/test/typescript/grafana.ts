/*
 * Grafana's own published types, made strict: a panel there may have any options, here those of its type and no
 * others. What stands in JSON as text is an enum there, so enums are taken as their texts.
 */
import type {
  AnnotationQuery,
  Dashboard as AnyDashboard,
  DataQuery,
  DataTransformerConfig,
  FieldConfig,
  Panel as AnyPanel,
  RowPanel,
  VariableModel,
} from '@grafana/schema';
import type * as BarGauge from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type * as Heatmap from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type * as Stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as StateTimeline from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as Table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as TimeSeries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

type Json<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends (infer E)[]
      ? Json<E>[]
      : T extends object
        ? { [K in keyof T]: Json<T[K]> }
        : T;

/** What the plugin for Prometheus adds to a query; the package has no type for it. */
interface Target extends DataQuery {
  editorMode: 'code';
  expr: string;
  format: 'time_series' | 'table' | 'heatmap';
  instant: boolean;
  legendFormat: string;
  range: boolean;
}

interface Link {
  targetBlank: boolean;
  title: string;
  url: string;
}

type Defaults<Custom> = Omit<Json<FieldConfig>, 'custom' | 'links'> & { custom: Json<Custom>; links: Link[] };

type Property<Custom> = { [K in keyof Defaults<Custom>]-?: { id: K; value: Defaults<Custom>[K] } }[keyof Defaults<Custom>];

interface Override<Custom> {
  matcher: { id: 'byName'; options: string };
  properties: Property<Custom>[];
}

interface Organize extends DataTransformerConfig {
  id: 'organize';
  options: {
    excludeByName: Record<string, boolean>;
    indexByName: Record<string, number>;
    renameByName: Record<string, string>;
  };
}

interface Merge extends DataTransformerConfig {
  id: 'merge';
  options: Record<string, never>;
}

type Panel<Type extends string, Options, Custom> = Omit<
  Json<AnyPanel>,
  'fieldConfig' | 'options' | 'targets' | 'transformations' | 'type'
> & {
  description: string;
  fieldConfig: { defaults: Defaults<Custom>; overrides: Override<Custom>[] };
  options: Json<Options>;
  targets: Target[];
  transformations?: (Organize | Merge)[];
  type: Type;
};

export type BarGaugePanel = Panel<'bargauge', BarGauge.Options, Record<string, never>>;
export type HeatmapPanel = Panel<'heatmap', Heatmap.Options, Heatmap.FieldConfig>;
export type StatPanel = Panel<'stat', Stat.Options, Record<string, never>>;
export type StateTimelinePanel = Panel<'state-timeline', StateTimeline.Options, StateTimeline.FieldConfig>;
export type TablePanel = Panel<'table', Table.Options, Table.FieldConfig>;
export type TimeSeriesPanel = Panel<'timeseries', TimeSeries.Options, TimeSeries.FieldConfig>;
export type Row = Omit<RowPanel, 'panels'> & { panels: [] };

/** With what the plugin for Prometheus asks for, and makes the texts of. */
type Annotation = Omit<Json<AnnotationQuery>, 'target'> & {
  tagKeys?: string;
  target?: DataQuery & { expr: string; interval: string };
  textFormat?: string;
  titleFormat?: string;
};

export type Variable = Json<VariableModel>;

export type Dashboard = Omit<Json<AnyDashboard>, 'annotations' | 'panels' | 'templating'> & {
  annotations: { list: Annotation[] };
  panels: (BarGaugePanel | HeatmapPanel | Row | StatPanel | StateTimelinePanel | TablePanel | TimeSeriesPanel)[];
  templating: { list: Variable[] };
};

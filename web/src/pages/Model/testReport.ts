// For tests: a quality report as the server writes it, of a model that knows something.

/** Nine tenths of the way from chance to knowing everything at the top, none at the end. */
const gainOf = (called: number) => Math.min(1, called * (2 - called));

export const REPORT = {
  rows: 1000,
  positives: 300,
  base_rate: 0.3,
  fingerprint: 'a1',
  split: {
    kind: 'newest',
    holdout: 0.2,
    train_rows: 800,
    holdout_rows: 400,
    holdout_records: 200,
    holdout_from: '2026-03-01',
    holdout_to: '2026-06-30',
  },
  auc: 0.714,
  auc_interval: [0.66, 0.77],
  lift_top_decile: 1.9,
  lift_top_decile_interval: [1.4, 2.4],
  average_precision: 0.55,
  average_precision_interval: [0.42, 0.67],
  ece: 0.03,
  ece_interval: [0, 0.08],
  log_loss: 0.52,
  log_loss_interval: [0.48, 0.56],
  brier: 0.18,
  brier_interval: [0.16, 0.2],
  reliability: [
    {
      lower: 0.1,
      upper: 0.2,
      count: 120,
      mean_predicted: 0.15,
      observed: 0.14,
      observed_interval: [0.09, 0.21],
    },
    {
      lower: 0.5,
      upper: 0.6,
      count: 80,
      mean_predicted: 0.55,
      observed: 0.54,
      observed_interval: [0.43, 0.65],
    },
  ],
  threshold: 0.4,
  confusion: {
    true_positives: 43,
    false_positives: 37,
    true_negatives: 103,
    false_negatives: 17,
    accuracy: { value: 0.73, interval: [0.66, 0.79] },
    precision: { value: 0.5375, interval: [0.43, 0.64] },
    recall: { value: 0.7167, interval: [0.59, 0.81] },
    f1: { value: 0.6143, interval: [0.5, 0.7] },
    conversion_rate: { value: 0.3, interval: [0.24, 0.37] },
  },
  roc: [
    [0, 0],
    [0.26, 0.72],
    [1, 1],
  ],
  precision_recall: [
    [0.1, 0.8],
    [0.72, 0.54],
    [1, 0.3],
  ],
  cumulative_gain: Array.from({ length: 100 }, (_, index) => {
    const called = (index + 1) / 100;
    const found = gainOf(called);
    return { called, found, found_interval: [0.9 * found, Math.min(1, 1.1 * found)] };
  }),
  verdict: 'ok',
  verdict_key: 'auc_fair',
  auc_limits: { ok: 0.6, ready: 0.75 },
  suspects: [],
  excluded: [{ column: 'leadid', key: 'identifier', reason: 'x' }],
  factors: [
    { attribute: 'leadsourcecode', influence: 0.6 },
    { attribute: 'jobtitle', influence: 0.4 },
  ],
};

/** The same as an older version of the program wrote it. */
export const OLD_REPORT = {
  ...REPORT,
  split: { kind: 'newest', holdout: 0.2, holdout_rows: 400 },
  roc: [],
  precision_recall: undefined,
  cumulative_gain: undefined,
  average_precision: undefined,
  ece_interval: undefined,
  verdict_key: undefined,
  auc_limits: undefined,
  confusion: { ...REPORT.confusion, f1: 0.6143, conversion_rate: undefined },
};

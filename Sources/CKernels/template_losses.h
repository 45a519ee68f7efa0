// Mean squared error against the one-hot vector of the label, one example per lane.
INLINE void squared_error_lanes(const struct ck_squared_error *s, size_t lane, size_t live) {
  vi label = (vi)(-1);
  memcpy(&label, s->labels + lane, live * sizeof(int32_t));
  vf total = (vf)(0.0f);
  for (size_t c = 0; c < s->outputs; c++) {
    vf target = label == (vi)((int32_t)c) ? (vf)(1.0f) : (vf)(0.0f);
    vf d = column_at(s->output, s->row, c, lane) - target;
    total = fma_f(d, d, total);
    if (s->gradient != NULL) store(s->gradient + c * s->row + lane, (d + d) / (vf)(s->terms));
  }
  store_part(s->losses + lane, total / (vf)((float)s->outputs), live);
}

static void squared_error(const struct ck_squared_error *s) {
  size_t end = s->first + s->count;
  for (size_t lane = s->first; lane < end; lane += W) {
    squared_error_lanes(s, lane, end - lane < W ? end - lane : W);
  }
}

// The gradient before a softmax, from its output p: dx = p (dy - sum of dy p).
static void softmax_gradient(float *dx, const float *dy, const float *p, size_t row,
                             size_t classes, size_t first, size_t count) {
  for (size_t lane = first; lane < first + count; lane += W) {
    vf total = (vf)(0.0f);
    for (size_t c = 0; c < classes; c++) {
      total = fma_f(column_at(dy, row, c, lane), column_at(p, row, c, lane), total);
    }
    for (size_t c = 0; c < classes; c++) {
      vf d = column_at(dy, row, c, lane) - total;
      store(dx + c * row + lane, column_at(p, row, c, lane) * d);
    }
  }
}

/**
 * Cholesky factor of a positive definite matrix that grows by a row at a time. Rows are computed one after the other,
 * so a factor that grew is the same, bit by bit, as one computed at once.
 */

/** Lower triangular, row-major with `stride` columns; `size` rows are filled. */
export interface Cholesky {
  readonly stride: number;
  readonly values: Float64Array;
  size: number;
}

export const createCholesky = (capacity: number): Cholesky => ({
  stride: capacity,
  values: new Float64Array(capacity * capacity),
  size: 0,
});

/** A copy with room for `capacity` rows, at least as many as are filled. */
export function copyCholesky(factor: Cholesky, capacity: number): Cholesky {
  const copy = createCholesky(capacity);
  for (let row = 0; row < factor.size; row++)
    copy.values.set(
      factor.values.subarray(row * factor.stride, row * factor.stride + row + 1),
      row * capacity,
    );
  copy.size = factor.size;
  return copy;
}

/**
 * Appends the row of a new point: `covariance[0..size)` with the points before, `variance` of its own. Answers false
 * and appends nothing when the matrix would not be positive definite.
 */
export function appendRow(factor: Cholesky, covariance: Float64Array, variance: number): boolean {
  const { stride, values, size } = factor;
  const own = size * stride;
  let remaining = variance;
  for (let column = 0; column < size; column++) {
    const other = column * stride;
    let sum = at(covariance, column);
    for (let k = 0; k < column; k++) sum -= at(values, own + k) * at(values, other + k);
    const entry = sum / at(values, other + column);
    values[own + column] = entry;
    remaining -= entry * entry;
  }
  if (!(remaining > variance * 1e-14)) return false;
  values[own + size] = Math.sqrt(remaining);
  factor.size = size + 1;
  return true;
}

/** Solves L x = b in place. */
export function solveLower({ stride, values, size }: Cholesky, b: Float64Array): Float64Array {
  for (let row = 0; row < size; row++) {
    const start = row * stride;
    let sum = at(b, row);
    for (let k = 0; k < row; k++) sum -= at(values, start + k) * at(b, k);
    b[row] = sum / at(values, start + row);
  }
  return b;
}

/** Solves L' x = b in place. */
export function solveUpper({ stride, values, size }: Cholesky, b: Float64Array): Float64Array {
  for (let row = size - 1; row >= 0; row--) {
    const start = row * stride;
    const solved = at(b, row) / at(values, start + row);
    b[row] = solved;
    for (let k = 0; k < row; k++) b[k] = at(b, k) - at(values, start + k) * solved;
  }
  return b;
}

/** The inverse of L L', row-major, both triangles filled. */
export function inverse(factor: Cholesky): Float64Array {
  const { size } = factor;
  const lowerInverse = new Float64Array(size * size);
  invertLower(factor, lowerInverse);
  const result = new Float64Array(size * size);
  // The product of the transposed inverse with itself, summed over rows so that memory is read in order.
  for (let k = 0; k < size; k++) {
    const row = k * size;
    for (let i = 0; i <= k; i++) {
      const scale = at(lowerInverse, row + i);
      const target = i * size;
      for (let j = 0; j <= i; j++)
        result[target + j] = at(result, target + j) + scale * at(lowerInverse, row + j);
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) result[j * size + i] = at(result, i * size + j);
  return result;
}

function invertLower({ stride, values, size }: Cholesky, target: Float64Array): void {
  for (let i = 0; i < size; i++) {
    const diagonal = at(values, i * stride + i);
    const row = i * size;
    for (let k = 0; k < i; k++) {
      const scale = -at(values, i * stride + k) / diagonal;
      const from = k * size;
      for (let j = 0; j <= k; j++) target[row + j] = at(target, row + j) + scale * at(target, from + j);
    }
    target[row + i] = 1 / diagonal;
  }
}

/** Half the logarithm of the determinant: the sum of the logarithms on the diagonal. */
export function halfLogDeterminant({ stride, values, size }: Cholesky): number {
  let sum = 0;
  for (let row = 0; row < size; row++) sum += Math.log(at(values, row * stride + row));
  return sum;
}

/** L x. */
export function multiplyLower({ stride, values, size }: Cholesky, x: Float64Array): Float64Array {
  const result = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let k = 0; k <= row; k++) sum += at(values, row * stride + k) * at(x, k);
    result[row] = sum;
  }
  return result;
}

/** L' x. */
export function multiplyUpper({ stride, values, size }: Cholesky, x: Float64Array): Float64Array {
  const result = new Float64Array(size);
  for (let row = 0; row < size; row++)
    for (let k = 0; k <= row; k++) result[k] = at(result, k) + at(values, row * stride + k) * at(x, row);
  return result;
}

export function dot(a: Float64Array, b: Float64Array, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += at(a, k) * at(b, k);
  return sum;
}

/** An entry that is known to exist. */
export const at = (array: Float64Array, index: number): number => array[index] as number;

/**
 * The normal distribution, a vector at a time: Φ(−x) = φ(x)·M(x) for x ≥ 0, where M, Mills' ratio, falls slowly like
 * 1/(x + …). M(x)·(x + 4) is smooth in t = (x − 4)/(x + 4), which goes from −1 to 1, and is a short sum of Chebyshev
 * polynomials there, Σ cₖTₖ(t), taken by Clenshaw's recurrence.
 */
import { exponential } from "./exponential";
import { all, choose } from "./vectors";

const coefficients = memory.data<f64>([
  2.43256042851504057, -1.88425457457948346, 0.556956649096381649, -0.121615972144204572, 0.0173607081437277714,
  -0.000803621200729965605, -0.000252034934805435325, 0.0000473837192705811735, 2.53258913659882581e-6,
  -1.54040698399129992e-6, -8.47496063006169589e-9, 5.18533860109467226e-8, -2.82812932766024977e-10,
  -1.9486566378891076e-9, -2.49194549682756712e-11, 7.95724871944884639e-11, 4.61841417915521927e-12,
  -3.29085612422438493e-12, -4.36538404380972995e-13, 1.23007118392327742e-13, 3.24141735820867813e-14,
  -3.05323955873256653e-15, -2.01837402757073532e-15, -7.17019550142258764e-17, 1.01695523980385421e-16,
  1.7562442280533559e-17,
]);

/** φ(z) = e^(−z²/2) / √(2π). */
@inline
export function density<T>(z: v128): v128 {
  const half = v128.mul<T>(v128.mul<T>(z, z), all<T>(-0.5));
  return v128.mul<T>(exponential<T>(half), all<T>(0.3989422804014327));
}

/** Φ(z), given φ(z). */
export function probability<T>(z: v128, φ: v128): v128 {
  const x = v128.abs<T>(z);
  const sum = v128.add<T>(x, all<T>(4));
  const t = v128.div<T>(v128.sub<T>(x, all<T>(4)), sum);
  const twice = v128.add<T>(t, t);
  const last = sizeof<T>() == 4 ? 12 : 25;
  let b = all<T>(0);
  let before = all<T>(0);
  for (let k = last; k > 0; k--) {
    const c = v128.splat<T>(<T>load<f64>(coefficients + (<usize>k << 3)));
    const next = v128.add<T>(v128.sub<T>(v128.mul<T>(twice, b), before), c);
    before = b;
    b = next;
  }
  const c0 = v128.splat<T>(<T>load<f64>(coefficients));
  const ratio = v128.add<T>(v128.sub<T>(v128.mul<T>(t, b), before), c0);
  const tail = v128.mul<T>(φ, v128.div<T>(ratio, sum));
  return choose(v128.gt<T>(z, all<T>(0)), v128.sub<T>(all<T>(1), tail), tail);
}

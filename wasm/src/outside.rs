//! What the engine needs of the world outside: chance, for `RAND()` and `UUID()`, and the time, for `NOW()`.

use getrandom::Error;
use oxsdatatypes::{DayTimeDuration, Decimal, Duration};

#[link(wasm_import_module = "page")]
unsafe extern "C" {
    /// Fills bytes by chance.
    fn chance(at: *mut u8, length: usize);
    /// Milliseconds since 1970.
    fn now() -> f64;
}

#[unsafe(no_mangle)]
unsafe extern "Rust" fn __getrandom_v03_custom(at: *mut u8, length: usize) -> Result<(), Error> {
    // Safety: getrandom gives room for `length` bytes, and the page fills no more.
    unsafe { chance(at, length) };
    Ok(())
}

#[unsafe(no_mangle)]
extern "Rust" fn custom_ox_now() -> Duration {
    // Safety: the page gives a number and touches nothing.
    let milliseconds = Decimal::from(unsafe { now() } as i64);
    let seconds = milliseconds.checked_div(Decimal::from(1000)).unwrap_or_default();
    DayTimeDuration::new(seconds).into()
}

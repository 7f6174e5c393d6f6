import { dimension, finite } from "../tensor/check.js";

/** A multiply-add is one multiplication and one addition. */
const FLOPS_PER_FMA = 2;

/**
 * Peak rate of one SM, TFLOPS = 2 · multiply-adds per clock · GHz / 1000.
 * @param fmaPerClk multiply-adds per clock of one SM, such as 512 (A100, TF32 tensor cores)
 * @param ghz clock in GHz
 * @returns 10¹² FLOP/s
 */
export function peakTflopsPerSm(fmaPerClk: number, ghz: number): number {
  finite("peakTflopsPerSm", "fmaPerClk", fmaPerClk);
  finite("peakTflopsPerSm", "ghz", ghz);
  return (FLOPS_PER_FMA * fmaPerClk * ghz) / 1000;
}

/**
 * Peak rate of a whole GPU. Nothing is rounded on the way: 1.4336 · 108 is 154.83, while the slides'
 * 1.43 · 108 gives 154.44.
 * @param sms number of SMs
 * @returns 10¹² FLOP/s
 */
export function peakTflops(fmaPerClk: number, ghz: number, sms: number): number {
  dimension("peakTflops", "sms", sms);
  return peakTflopsPerSm(fmaPerClk, ghz) * sms;
}

;; c += a b, float32, four columns of c a lane: the loops of src/engine/kernel.ts (plainProduct), which gives the same bits.
;; Each number of c is its own sum, run after run, in each in the order of k: a product rounded, then a sum rounded; never fused, never relaxed.
;; Places and steps in bytes: a at a + row aRow + k aStep, b at b + k bRow + 4 column, c at c + row cRow + 4 column;
;; after each run of `depth` steps a and b jump by aJump and bJump more.
;; columns is a multiple of 4. Made into src/engine/kernels-wasm.ts by scripts/kernels.mjs.
(module
  (import "engine" "memory" (memory 1))
  (func (export "product")
    (param $a i32) (param $aRow i32) (param $aStep i32) (param $aJump i32) (param $b i32) (param $bRow i32) (param $bJump i32) (param $c i32) (param $cRow i32)
    (param $rows i32) (param $columns i32) (param $depth i32) (param $runs i32)
    (local $row i32)
    (block $done
      (loop $four
        (br_if $done (i32.gt_s (i32.add (local.get $row) (i32.const 4)) (local.get $rows)))
        (call $fourRows (local.get $a) (local.get $aRow) (local.get $aStep) (local.get $aJump) (local.get $b) (local.get $bRow) (local.get $bJump)
          (local.get $c) (local.get $cRow) (local.get $columns) (local.get $depth) (local.get $runs))
        (local.set $a (i32.add (local.get $a) (i32.shl (local.get $aRow) (i32.const 2))))
        (local.set $c (i32.add (local.get $c) (i32.shl (local.get $cRow) (i32.const 2))))
        (local.set $row (i32.add (local.get $row) (i32.const 4)))
        (br $four)))
    (block $end
      (loop $one
        (br_if $end (i32.ge_s (local.get $row) (local.get $rows)))
        (call $oneRow (local.get $a) (local.get $aStep) (local.get $aJump) (local.get $b) (local.get $bRow) (local.get $bJump) (local.get $c) (local.get $columns) (local.get $depth) (local.get $runs))
        (local.set $a (i32.add (local.get $a) (local.get $aRow)))
        (local.set $c (i32.add (local.get $c) (local.get $cRow)))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $one))))

  ;; Four rows: eight columns at a time, then the four that may be left.
  (func $fourRows
    (param $a i32) (param $aRow i32) (param $aStep i32) (param $aJump i32) (param $b i32) (param $bRow i32) (param $bJump i32) (param $c i32) (param $cRow i32)
    (param $columns i32) (param $depth i32) (param $runs i32)
    (local $column i32) (local $run i32) (local $k i32) (local $pa i32) (local $pb i32) (local $c1 i32) (local $c2 i32) (local $c3 i32)
    (local $a1 i32) (local $a2 i32) (local $a3 i32)
    (local $x v128) (local $b0 v128) (local $b1 v128)
    (local $s00 v128) (local $s01 v128) (local $s10 v128) (local $s11 v128)
    (local $s20 v128) (local $s21 v128) (local $s30 v128) (local $s31 v128)
    (local.set $a1 (local.get $aRow))
    (local.set $a2 (i32.shl (local.get $aRow) (i32.const 1)))
    (local.set $a3 (i32.add (local.get $a1) (local.get $a2)))
    (block $done
      (loop $eight
        (br_if $done (i32.gt_s (i32.add (local.get $column) (i32.const 8)) (local.get $columns)))
        (local.set $c1 (i32.add (local.get $c) (local.get $cRow)))
        (local.set $c2 (i32.add (local.get $c1) (local.get $cRow)))
        (local.set $c3 (i32.add (local.get $c2) (local.get $cRow)))
        (local.set $s00 (v128.load (local.get $c)))
        (local.set $s01 (v128.load offset=16 (local.get $c)))
        (local.set $s10 (v128.load (local.get $c1)))
        (local.set $s11 (v128.load offset=16 (local.get $c1)))
        (local.set $s20 (v128.load (local.get $c2)))
        (local.set $s21 (v128.load offset=16 (local.get $c2)))
        (local.set $s30 (v128.load (local.get $c3)))
        (local.set $s31 (v128.load offset=16 (local.get $c3)))
        (local.set $pa (local.get $a))
        (local.set $pb (local.get $b))
        (local.set $run (local.get $runs))
        (block $summed
          (loop $next
            (br_if $summed (i32.eqz (local.get $run)))
            (local.set $k (local.get $depth))
            (block $ran
              (loop $deep
                (br_if $ran (i32.eqz (local.get $k)))
                (local.set $b0 (v128.load (local.get $pb)))
                (local.set $b1 (v128.load offset=16 (local.get $pb)))
                (local.set $x (v128.load32_splat (local.get $pa)))
                (local.set $s00 (f32x4.add (local.get $s00) (f32x4.mul (local.get $x) (local.get $b0))))
                (local.set $s01 (f32x4.add (local.get $s01) (f32x4.mul (local.get $x) (local.get $b1))))
                (local.set $x (v128.load32_splat (i32.add (local.get $pa) (local.get $a1))))
                (local.set $s10 (f32x4.add (local.get $s10) (f32x4.mul (local.get $x) (local.get $b0))))
                (local.set $s11 (f32x4.add (local.get $s11) (f32x4.mul (local.get $x) (local.get $b1))))
                (local.set $x (v128.load32_splat (i32.add (local.get $pa) (local.get $a2))))
                (local.set $s20 (f32x4.add (local.get $s20) (f32x4.mul (local.get $x) (local.get $b0))))
                (local.set $s21 (f32x4.add (local.get $s21) (f32x4.mul (local.get $x) (local.get $b1))))
                (local.set $x (v128.load32_splat (i32.add (local.get $pa) (local.get $a3))))
                (local.set $s30 (f32x4.add (local.get $s30) (f32x4.mul (local.get $x) (local.get $b0))))
                (local.set $s31 (f32x4.add (local.get $s31) (f32x4.mul (local.get $x) (local.get $b1))))
                (local.set $pa (i32.add (local.get $pa) (local.get $aStep)))
                (local.set $pb (i32.add (local.get $pb) (local.get $bRow)))
                (local.set $k (i32.sub (local.get $k) (i32.const 1)))
                (br $deep)))
            (local.set $pa (i32.add (local.get $pa) (local.get $aJump)))
            (local.set $pb (i32.add (local.get $pb) (local.get $bJump)))
            (local.set $run (i32.sub (local.get $run) (i32.const 1)))
            (br $next)))
        (v128.store (local.get $c) (local.get $s00))
        (v128.store offset=16 (local.get $c) (local.get $s01))
        (v128.store (local.get $c1) (local.get $s10))
        (v128.store offset=16 (local.get $c1) (local.get $s11))
        (v128.store (local.get $c2) (local.get $s20))
        (v128.store offset=16 (local.get $c2) (local.get $s21))
        (v128.store (local.get $c3) (local.get $s30))
        (v128.store offset=16 (local.get $c3) (local.get $s31))
        (local.set $column (i32.add (local.get $column) (i32.const 8)))
        (local.set $b (i32.add (local.get $b) (i32.const 32)))
        (local.set $c (i32.add (local.get $c) (i32.const 32)))
        (br $eight)))
    (if (i32.lt_s (local.get $column) (local.get $columns))
      (then
        (local.set $k (i32.const 4))
        (loop $rest
          (call $oneRow (local.get $a) (local.get $aStep) (local.get $aJump) (local.get $b) (local.get $bRow) (local.get $bJump) (local.get $c)
            (i32.sub (local.get $columns) (local.get $column)) (local.get $depth) (local.get $runs))
          (local.set $a (i32.add (local.get $a) (local.get $aRow)))
          (local.set $c (i32.add (local.get $c) (local.get $cRow)))
          (br_if $rest (local.tee $k (i32.sub (local.get $k) (i32.const 1))))))))

  ;; One row: four columns at a time.
  (func $oneRow
    (param $a i32) (param $aStep i32) (param $aJump i32) (param $b i32) (param $bRow i32) (param $bJump i32) (param $c i32) (param $columns i32) (param $depth i32) (param $runs i32)
    (local $run i32) (local $k i32) (local $pa i32) (local $pb i32) (local $s v128)
    (block $done
      (loop $four
        (br_if $done (i32.le_s (local.get $columns) (i32.const 0)))
        (local.set $s (v128.load (local.get $c)))
        (local.set $pa (local.get $a))
        (local.set $pb (local.get $b))
        (local.set $run (local.get $runs))
        (block $summed
          (loop $next
            (br_if $summed (i32.eqz (local.get $run)))
            (local.set $k (local.get $depth))
            (block $ran
              (loop $deep
                (br_if $ran (i32.eqz (local.get $k)))
                (local.set $s (f32x4.add (local.get $s) (f32x4.mul (v128.load32_splat (local.get $pa)) (v128.load (local.get $pb)))))
                (local.set $pa (i32.add (local.get $pa) (local.get $aStep)))
                (local.set $pb (i32.add (local.get $pb) (local.get $bRow)))
                (local.set $k (i32.sub (local.get $k) (i32.const 1)))
                (br $deep)))
            (local.set $pa (i32.add (local.get $pa) (local.get $aJump)))
            (local.set $pb (i32.add (local.get $pb) (local.get $bJump)))
            (local.set $run (i32.sub (local.get $run) (i32.const 1)))
            (br $next)))
        (v128.store (local.get $c) (local.get $s))
        (local.set $columns (i32.sub (local.get $columns) (i32.const 4)))
        (local.set $b (i32.add (local.get $b) (i32.const 16)))
        (local.set $c (i32.add (local.get $c) (i32.const 16)))
        (br $four)))))

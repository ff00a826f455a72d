# CODELAB_STATIC_DEPS: the option --enable-static-deps (see docs/adr).
AC_DEFUN([CODELAB_STATIC_DEPS],
  [AC_ARG_ENABLE([static-deps],
    [AS_HELP_STRING([--enable-static-deps=auto|yes|no],
      [link the libraries from their archives, for a quick start @<:@auto@:>@])],
    [], [enable_static_deps=auto])])

# CODELAB_STATIC_LIB(VARIABLE, FUNCTION, NAMES, [LIBS]): replace each -l<NAME> in VARIABLE_LIBS by
# the archive lib<NAME>.a (or lib<NAME>_a.a, as libuv's is called), followed by LIBS, if there are
# such archives and a program that calls FUNCTION links with them.
AC_DEFUN([CODELAB_STATIC_LIB],
  [AS_IF([test "x$enable_static_deps" != xno],
    [AC_MSG_CHECKING([for archives of $3])
     codelab_libs=
     codelab_found=yes
     for codelab_flag in $$1_LIBS; do
       AS_CASE([" $3 "], [*" ${codelab_flag@%:@-l} "*],
         [codelab_lib=lib${codelab_flag@%:@-l}
          for codelab_file in ${codelab_lib}.a ${codelab_lib}_a.a; do
            codelab_path=`$CC $CFLAGS -print-file-name=$codelab_file`
            AS_IF([test -e "$codelab_path"], [codelab_flag=$codelab_path])
          done
          AS_IF([test ! -e "$codelab_flag"], [codelab_found=no])])
       AS_VAR_APPEND([codelab_libs], ["$codelab_flag "])
     done
     AS_VAR_APPEND([codelab_libs], ["$4"])
     codelab_saved_libs=$LIBS
     LIBS="$codelab_libs $LIBS"
     AS_IF([test $codelab_found = yes],
       [AC_LINK_IFELSE([AC_LANG_CALL([], [$2])], [], [codelab_found=no])])
     LIBS=$codelab_saved_libs
     AC_MSG_RESULT([$codelab_found])
     AS_IF([test $codelab_found = yes], [$1_LIBS=$codelab_libs],
       [test "x$enable_static_deps" = xyes],
       [AC_MSG_ERROR([--enable-static-deps=yes, but there is no archive to link for $3])])])])

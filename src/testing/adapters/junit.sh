# JUnit: by Maven or Gradle where the project has them, else javac and the console of JUnit 5.
reports() {
    find . -path '*/surefire-reports/*.xml' -o -path '*/test-results/*.xml' |
        while read -r file; do section junit "$file"; done
}
find . -name '*.java' -exec grep -nHE '^[[:space:]]*(@[A-Za-z.]*Test|package |(.*[[:space:]])?class |.*void [A-Za-z_0-9]+[[:space:]]*\()' \
    {} + >"$work/defs" 2>/dev/null
section junit-tests "$work/defs"
if [ -f pom.xml ] && has mvn; then
    mvn -o -B -q test ${CODELAB_PATTERN:+-Dtest="$CODELAB_PATTERN"}
    code=$?
    reports
    exit $code
fi
if [ -f gradlew ] || { [ -f build.gradle ] && has gradle; }; then
    gradle=gradle
    [ ! -x gradlew ] || gradle=./gradlew
    "$gradle" --offline --no-daemon test
    code=$?
    reports
    exit $code
fi
jars=
for jar in junit-platform-console junit-platform-reporting junit-platform-launcher \
    junit-platform-engine junit-platform-commons junit-jupiter-engine junit-jupiter-api \
    junit-jupiter-params junit-vintage-engine junit4 hamcrest hamcrest-core hamcrest-all opentest4j \
    apiguardian-api picocli univocity-parsers opentest4j-reporting-events \
    opentest4j-reporting-schema; do
    for dir in lib libs /usr/share/java /usr/share/maven-repo; do
        [ ! -f "$dir/$jar.jar" ] || jars="$jars:$dir/$jar.jar"
    done
done
for jar in lib/*.jar libs/*.jar; do
    [ ! -f "$jar" ] || jars="$jars:$jar"
done
if ! has javac || [ -z "$jars" ]; then
    note "JUnit wants a JDK and its jars: apt install default-jdk-headless junit5"
    exit 127
fi
find . -name '*.java' -not -path '*/build/*' >"$work/sources"
mkdir "$work/classes"
javac -J-XX:+UseSerialGC -J-XX:-UsePerfData -g -proc:none -d "$work/classes" -cp "$jars" \
    @"$work/sources" || exit 1
# Files become their classes.
for word in "$@"; do
    shift
    case $word in
    --) ;;
    *.java)
        package=$(sed -n 's/^package[[:space:]]*\([^;[:space:]]*\).*/\1./p' "$word" | head -n 1)
        set -- "$@" "$package$(basename "$word" .java)"
        ;;
    *) set -- "$@" "$word" ;;
    esac
done
if [ $# -eq 0 ]; then
    set -- --scan-class-path "$work/classes"
else
    for word in "$@"; do
        shift
        case $word in
        *'#'*) set -- "$@" --select-method "$word" ;;
        *) set -- "$@" --select-class "$word" ;;
        esac
    done
fi
java -XX:+UseSerialGC -XX:-UsePerfData -cp "$work/classes:$jars" \
    org.junit.platform.console.ConsoleLauncher --disable-banner --disable-ansi-colors \
    --reports-dir="$work/reports" --include-classname='.*' "$@"
code=$?
for file in "$work"/reports/*.xml; do
    section junit "$file"
done
exit $code

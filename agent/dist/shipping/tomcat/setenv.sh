# $CATALINA_BASE/bin/setenv.sh, which catalina.sh reads.
# CATALINA_OPTS and not JAVA_OPTS: only the server gets it, not the command that stops it.
CATALINA_OPTS="${CATALINA_OPTS:+$CATALINA_OPTS }-javaagent:/opt/schema-medic/schema-medic.jar=/etc/schema-medic/shop.properties"
export CATALINA_OPTS
